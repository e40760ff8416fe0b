"""The library's own cases for recorders, run on the recorder of the store."""

from collections.abc import Iterator
from itertools import islice
from threading import Event, Timer
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests.persistence import ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase

from tracker.application.store.address import PostgresUrl
from tracker.application.store.postgres.recorder import LogDatastore, LogRecorder, Subscription


class _OnOurs:
    """Gives a case of the library a recorder of ours."""

    recorder: LogRecorder

    @pytest.fixture(autouse=True)
    def _one_recorder(self, postgres_database: PostgresUrl) -> Iterator[None]:
        self.recorder = LogRecorder(LogDatastore(postgres_database))
        self.recorder.create_table()
        yield
        self.recorder.datastore.close()

    def create_recorder(self) -> LogRecorder:
        return self.recorder

    def new_originator_id(self) -> str:
        return str(uuid4())


class TestTheRecorderKeepsWhatTheLibraryExpects(_OnOurs, ApplicationRecorderTestCase):
    """Inserting and selecting, conflicts, several threads, and subscriptions."""

    test_performance = None

    def test_a_subscription_is_told_of_what_is_inserted(self) -> None:
        self.optional_test_insert_subscribe()


class TestPositionsOfTurnsDoNotMix(_OnOurs, NonInterleavingNotificationIDsBaseCase):
    """Two that insert at once get positions one behind the other."""

    insert_num = 1000


del ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase


def test_a_subscription_is_told_of_what_came_before_it_listened(
    postgres_database: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen, select = Subscription._listen, LogRecorder.select_notifications
    recorded, looked = Event(), Event()

    def late(subscription: Subscription) -> None:
        recorded.wait(10)
        listen(subscription)

    def noted(recorder: LogRecorder, *asked: Any, **named: Any) -> Any:
        found = select(recorder, *asked, **named)
        looked.set()
        return found

    monkeypatch.setattr(Subscription, "_listen", late)
    monkeypatch.setattr(LogRecorder, "select_notifications", noted)
    recorder = LogRecorder(LogDatastore(postgres_database))
    recorder.create_table()
    with recorder.subscribe(gt=0) as subscription:
        patience = Timer(10, subscription.stop)
        patience.start()
        assert looked.wait(10)
        recorder.insert_events([StoredEvent("a", 1, "first", b"")])
        recorded.set()
        assert [notification.topic for notification in islice(subscription, 1)] == ["first"]
        patience.cancel()
    recorder.datastore.close()
