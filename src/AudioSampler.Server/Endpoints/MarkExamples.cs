namespace AudioSampler.Server.Endpoints;

/// <summary>Examples of answers about what the user says.</summary>
internal static class MarkExamples
{
    public const string Mark = """
        {"name": null, "overrides": {"tempo.bpm": 96}, "rating": 4, "favourite": true, "note": "the gate at noon", "tags": ["holiday", "wet"]}
        """;

    public const string Bulk = """
        {"count": 312}
        """;

    public const string Tags = """
        {"mine": [{"tag": "holiday", "count": 12}], "found": [{"tag": "Rain", "count": 48}]}
        """;

    public const string History = """
        [{"id": 7, "at": "2026-11-28T10:15:00+00:00", "action": "tempo corrected to 96", "count": 1, "undone": false}]
        """;

    public const string Undone = """
        {"id": 7, "at": "2026-11-28T10:15:00+00:00", "action": "tempo corrected to 96", "count": 1, "undone": true}
        """;

    public const string Redone = """
        {"id": 7, "at": "2026-11-28T10:15:00+00:00", "action": "tempo corrected to 96", "count": 1, "undone": false}
        """;

    public const string Collection = """
        {"id": 3, "name": "Storm piece", "created": "2026-11-28T10:15:00+00:00", "files": 2, "regions": 14}
        """;

    public const string Collections = $"[{Collection}]";

    public const string Search = """
        {"id": 2, "name": "Slow loops", "target": "regions", "query": "type:loop tempo:<90", "sort": "tempo", "created": "2026-11-28T10:15:00+00:00"}
        """;

    public const string Searches = $"[{Search}]";

    public const string Regions = """
        {"count": 1, "page": 1, "page_size": 50, "next": null, "previous": null, "next_cursor": null, "results": [{"region_id": 201, "name": "take1-r1",
          "file_id": 17, "path": "/sounds/take1.wav", "file_name": "take1.wav", "index": 0, "start_s": 0.52, "end_s": 8.52, "duration_s": 8.0, "kind": "music",
          "type": "loop", "bpm": 120.0, "time_signature": "4/4", "key": "A minor", "camelot": "8A", "root_midi": null, "loudness_lufs": -16.2,
          "tags": ["Drum kit"], "my_tags": [], "rating": null, "favourite": false, "corrected": [], "missing": false}]}
        """;

    public const string Region = """
        {"file_id": 17, "path": "/sounds/take1.wav", "region": {"id": "take1-r1", "region_id": 201, "index": 0, "start_s": 0.52, "end_s": 8.52,
          "peak_dbfs": -1.2, "rms_dbfs": -18.3, "analyses": {}, "overrides": {"key.key": "A minor"}}}
        """;
}
