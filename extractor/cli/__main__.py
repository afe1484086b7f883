"""`python -m extractor.cli`, for when the entry point is not installed."""

from extractor.cli import main

if __name__ == "__main__":
    main()
