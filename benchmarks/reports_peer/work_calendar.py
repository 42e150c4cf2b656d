"""Working days of the team: Monday to Friday without the public holidays of Italy."""

import datetime
from functools import cache

FIXED = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]


def easter_monday(year):
    """The day after Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday + 1
    return datetime.date(year, 3, 27) + datetime.timedelta(days=days + 1)


@cache
def holidays(year):
    """The holidays of a year; 4 October is one again since 2026."""
    fixed = FIXED + ([(10, 4)] if year >= 2026 else [])
    return {datetime.date(year, month, day) for month, day in fixed} | {easter_monday(year)}


def is_working_day(day):
    """Whether the team works on a day."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_days(first, last):
    """Working days from one day to another, both included."""
    return sum(is_working_day(first + datetime.timedelta(days=number)) for number in range((last - first).days + 1))


def working_day_before(day, number=1):
    """The day that is some working days before another."""
    while number > 0:
        day -= datetime.timedelta(days=1)
        number -= is_working_day(day)
    return day
