"""Files for machines: calendars, news, the schedule, lists of literature."""
