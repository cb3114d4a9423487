"""Public holidays and legal terms by the holidays and dateutil packages, for the tests.

holidays CC FIRST LAST: prints each holiday of the country as `day name`, every category that the
package has for official days. terms: reads `CC day count unit` from standard input and prints the last
day of each term, whose first day is the day after, and the same moved on to the next day that is no Saturday, Sunday or
holiday when the line ends in `moves`; a line `+ CC day` adds a holiday that the package
does not have.
"""

import datetime
import sys

import holidays
from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, FR, MO, SA, TH, TU, WE, rrule

CATEGORIES = {"BE": ("public",), "NL": ("public", "optional")}
PLAIN = {"calendar-days": "days", "weeks": "weeks", "months": "months"}
WEEKS = {
    "working-days": (MO, TU, WE, TH, FR),
    "working-days-to-saturday": (MO, TU, WE, TH, FR, SA),
}


def calendar(country, first, last):
    return holidays.country_holidays(
        country, years=range(first, last + 1), categories=CATEGORIES[country]
    )


def print_holidays(country, first, last):
    for day, name in sorted(calendar(country, first, last).items()):
        print(day, name)


def working_days(day, count, weekdays, closed):
    candidates = rrule(DAILY, byweekday=weekdays, dtstart=day + relativedelta(days=1))
    for candidate in candidates:
        date = candidate.date()
        if date not in closed:
            count -= 1
            if count == 0:
                return date


def print_terms():
    closed = {country: set(calendar(country, 1990, 2170)) for country in CATEGORIES}
    for line in sys.stdin:
        words = line.split()
        day = datetime.date.fromisoformat(words[2 if words[0] == "+" else 1])
        if words[0] == "+":
            closed[words[1]].add(day)
        else:
            if words[3] in PLAIN:
                last = day + relativedelta(**{PLAIN[words[3]]: int(words[2])})
            else:
                last = working_days(day, int(words[2]), WEEKS[words[3]], closed[words[0]])
            if words[4:] == ["moves"]:
                last = working_days(
                    last - relativedelta(days=1), 1, WEEKS["working-days"], closed[words[0]]
                )
            print(last)


if sys.argv[1] == "holidays":
    print_holidays(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
else:
    print_terms()
