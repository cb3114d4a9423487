"""Reads an iCalendar file on standard input with the icalendar package, strictly, and prints its
events as JSON, one a line.

The package forgives line ends and lengths, so those are looked at here (RFC 5545, section 3.1).
"""

import json
import sys

import icalendar


def check_lines(data):
    assert data.endswith(b"\r\n"), "the last line has no end"
    for line in data[:-2].split(b"\r\n"):
        assert b"\r" not in line and b"\n" not in line, "a bare line end"
        assert len(line) <= 75, "a line of more than 75 octets"
        line.decode("utf-8")


def main():
    data = sys.stdin.buffer.read()
    check_lines(data)
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        alarms = event.walk("VALARM")
        print(json.dumps({
            "uid": str(event["UID"]),
            "stamp": event.decoded("DTSTAMP").isoformat(),
            "day": event.decoded("DTSTART").isoformat(),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "names": sorted(event.keys()),
            "reminders": [int(a.decoded("TRIGGER").total_seconds()) for a in alarms],
        }))


if __name__ == "__main__":
    main()
