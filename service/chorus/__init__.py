"""The API of Chorus Pro, spoken by us: its requests, its answers and the way it says errors."""
