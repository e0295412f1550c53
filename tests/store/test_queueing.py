"""Writers of one process: one at a time, in the order of coming, and none is left waiting."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from convergence.store.queueing import Queue


def test_first_come_first_served() -> None:
    queue, let_go, order = Queue(), Event(), list[int]()
    inside: set[int] = set()

    def write(number: int) -> None:
        with queue.turn():
            inside.add(number)
            assert inside == {number}
            if number == 0:
                let_go.wait(30)
            order.append(number)
            inside.remove(number)

    with ThreadPoolExecutor(20) as pool:
        for number in range(20):
            pool.submit(write, number)
            while len(queue._waiting) < number:  # each stands in the queue before the next comes
                pass
        let_go.set()
    assert order == list(range(20))


def test_one_who_fails_hands_over() -> None:
    queue = Queue()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), queue.turn():
            raise ZeroDivisionError
    with queue.turn():
        pass


def test_as_many_as_may_and_no_more() -> None:
    queue, let_go, full = Queue(at_once=2), Event(), Event()
    inside: list[int] = []

    def write(number: int) -> None:
        with queue.turn():
            inside.append(number)
            if len(inside) == 2:
                full.set()
            let_go.wait(30)

    with ThreadPoolExecutor(3) as pool:
        for number in range(3):
            pool.submit(write, number)
        assert full.wait(30)
        while not queue._waiting:
            pass
        assert len(inside) == 2
        let_go.set()
    assert sorted(inside) == [0, 1, 2]
