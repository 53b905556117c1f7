"""Who is shown as being at a segment, and for how long."""

from __future__ import annotations

from l10n_flow.review.presence import Here, Presence

NEWS = ("news", "fa")


def test_somebody_has_left_when_twelve_seconds_have_passed_without_a_request() -> None:
    presence = Presence()
    presence.others(NEWS, "tab 1", "Ana", "s1", 5.0)
    assert presence.others(NEWS, "tab 2", "Bo", "s2", 17.0) == (Here("s1", "Ana"),)
    assert presence.others(NEWS, "tab 2", "Bo", "s2", 17.1) == ()


def test_only_others_at_a_segment_of_the_same_catalog_are_shown_in_the_order_of_segments() -> None:
    presence = Presence()
    for tab, (catalog, name, segment) in enumerate(
        [
            (NEWS, "Bo", "s2"),
            (NEWS, "Cy", "s1"),
            (NEWS, "Di", ""),
            (("news", "es"), "Eva", "s1"),
            (("rain", "fa"), "Flo", "s1"),
        ]
    ):
        presence.others(catalog, f"tab {tab}", name, segment, 0.0)
    here = (Here("s1", "Cy"), Here("s2", "Bo"))
    assert presence.others(NEWS, "mine", "Ana", "s3", 1.0) == here
    assert presence.others(NEWS, "tab 0", "Bo", "s3", 1.0) == (Here("s1", "Cy"), Here("s3", "Ana"))
