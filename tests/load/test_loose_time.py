"""What people mean by the dates and times that they write."""

import pytest

from seboddari_build.load.loose_time import day_meant, ends_first, hours_meant, time_meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2020.12.17", "2020-12-17"),
        ("2020. 12. 7.", "2020-12-07"),
        ("2020년 12월 17일", "2020-12-17"),
        ("2020/12/17", "2020-12-17"),
        ("2020.12.17(목)", "2020-12-17"),
        ("2020년 8월", "2020-08"),
        ("2020년", "2020"),
        ("12월 17일", ""),
        ("20201217", ""),
        ("2020년 가을", ""),
    ],
)
def test_dates(written: str, meant: str) -> None:
    assert day_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("오후 1시-3시", "13:00-15:00"),
        ("10시-12시", "10:00-12:00"),
        ("10시~2시", "10:00-14:00"),
        ("오전 10시 30분부터 오후 1시 반까지", "10:30-13:30"),
        ("낮 12시-1시", "12:00-13:00"),
        ("오후 11시-1시", "23:00-25:00"),
        ("10am-2pm", "10:00-14:00"),
        ("9-11시", "09:00-11:00"),
        ("1시-3시", ""),  # at night, or in the afternoon?
        ("오후 3시-오후 1시", ""),
        ("15:00-14:00", ""),
        ("15시-14시", ""),
        ("23:00-2:00", ""),  # past midnight, or swapped?
        ("23시-2시", ""),
        ("10:00-2:00", ""),
        ("10:00~12:30", "10:00-12:30"),
        ("25시-26시", ""),
        ("10-12", ""),
        ("오전 10시", ""),
    ],
)
def test_spans_of_time(written: str, meant: str) -> None:
    assert hours_meant(written) == meant


@pytest.mark.parametrize(("written", "meant"), [("오전 10시", "10:00"), ("14:30", "14:30"), ("2시", ""), ("10", "")])
def test_a_single_time(written: str, meant: str) -> None:
    assert time_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "first"),
    [("15:00-14:00", True), ("10:00-10:00", True), ("23시-2시", True), ("10:00-12:00", False), ("아침부터", False)],
)
def test_an_end_before_the_start_is_known(written: str, first: bool) -> None:
    assert ends_first(written) == first
