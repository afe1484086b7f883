"""Invented identifiers whose check digits hold (or, on demand, do not)."""

from __future__ import annotations

from stdnum import luhn

from training_data.draw import Draw

STATE_SIRET = "11000201100044"
_LETTER_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789", strict=True))


def draw_siren(draw: Draw, first_digits: str) -> str:
    """A SIREN whose first digit is one of the given ones (public bodies: 1 and 2)."""
    body = draw.pick(first_digits) + draw.digits(7)
    return body + luhn.calc_check_digit(body)


def draw_siret(draw: Draw, siren: str) -> str:
    """A SIRET of that SIREN: most often one of its first establishments."""
    body = siren + "00" + (f"{draw.randint(1, 9):02d}" if draw.chance(0.7) else draw.digits(2))
    return body + luhn.calc_check_digit(body)


def french_vat_number(siren: str) -> str:
    """The VAT number with the numeric key.

    >>> french_vat_number("404833048")
    'FR83404833048'
    """
    return f"FR{int(siren + '12') % 97:02d}{siren}"


def french_iban(bank: str, branch: str, account: str) -> str:
    """The IBAN of a French account, RIB key and IBAN key right.

    >>> french_iban("20041", "01005", "0500013M026")
    'FR1420041010050500013M02606'
    """
    plain = "".join(_LETTER_VALUES.get(c, c) for c in account)
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(plain)) % 97
    return iban_of("FR", f"{bank}{branch}{account}{key:02d}")


def iban_of(country: str, bban: str) -> str:
    """An IBAN with its check digits (ISO 7064, mod 97-10)."""
    number = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{bban}"


def draw_iban(draw: Draw, country: str = "FR") -> str:
    """An invented IBAN of France, Germany, Belgium, Spain, Italy or Luxembourg."""
    if country == "FR":
        account = draw.digits(11)
        if draw.chance(0.15):
            account = account[:7] + draw.pick("ABCDEFGHJKLMNPRSTXZ") + account[8:]
        return french_iban(f"{draw.randint(10011, 45999)}", draw.digits(5), account)
    if country == "BE":
        body = draw.digits(10)
        return iban_of("BE", f"{body}{int(body) % 97 or 97:02d}")
    if country == "IT":
        return iban_of("IT", draw.fill("@") + draw.digits(22))
    return iban_of(country, draw.digits({"DE": 18, "ES": 20, "LU": 16}[country]))


def draw_bic(draw: Draw, country: str = "FR") -> str:
    """An invented BIC of 8 or 11 characters."""
    tail = draw.pick(["PP", "2X", "22", "P1", "PA", "21"])
    branch = draw.pick(["", "", "XXX", "XXX", draw.digits(3), draw.fill("@##")])
    return draw.fill("@@@@") + country + tail + branch


def draw_foreign_vat_number(draw: Draw, country: str) -> str:
    """A VAT number in the shape of another member state's; its check digits are not computed."""
    return country + draw.fill(
        {
            "DE": "#########",
            "BE": "0#########",
            "ES": "@########",
            "IT": "###########",
            "LU": "########",
        }[country]
    )


def spoil(draw: Draw, code: str) -> str:
    """The code with one digit changed, as specimens and mistyped documents have."""
    place = draw.randrange(4, len(code))
    digit = (
        str((int(code[place]) + draw.randint(1, 9)) % 10) if code[place].isdigit() else code[place]
    )
    return code[:place] + digit + code[place + 1 :]
