"""What integrations show beside their cameras, where the table does not know them."""

from custom_components.lens_cap.core.integration_views import recorded


def test_an_integration_that_is_not_in_the_table_is_named_by_its_media() -> None:
    """Its recordings stand in the media browser; each way is named once."""
    row = recorded("nursery", "Nursery")
    assert (row.integration, row.title, row.live) == ("nursery", "Nursery", False)
    assert len(row.outlets) == len(row.passages) == 1
