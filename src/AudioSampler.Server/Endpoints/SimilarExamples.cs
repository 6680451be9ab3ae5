namespace AudioSampler.Server.Endpoints;

/// <summary>Examples of answers to searches by ear.</summary>
internal static class SimilarExamples
{
    public const string Similar = """
        {"model": "embedded", "compared": 958, "not_comparable": 0, "results": [{"score": 0.8123, "region": {"region_id": 201, "name": "take1-r1",
          "file_id": 17, "path": "/sounds/take1.wav", "file_name": "take1.wav", "index": 0, "start_s": 0.52, "end_s": 8.52, "duration_s": 8.0, "kind": "music",
          "type": "loop", "bpm": 120.0, "time_signature": "4/4", "key": "A minor", "camelot": "8A", "root_midi": null, "loudness_lufs": -16.2,
          "tags": ["Drum kit"], "my_tags": [], "rating": null, "favourite": false, "corrected": [], "missing": false}}]}
        """;

    public const string Map = """
        [{"region_id": 201, "model": "embedded", "x": 0.31, "y": -0.12, "kind": "music"}]
        """;

    public const string Duplicates = """
        [{"kind": "same_audio", "items": [
          {"file_id": 17, "path": "/sounds/take1.wav", "region_id": null, "start_s": null, "duration_s": 9.1, "size_bytes": 802620, "missing": false},
          {"file_id": 29, "path": "/copies/take1.flac", "region_id": null, "start_s": null, "duration_s": 9.1, "size_bytes": 402113, "missing": false}]}]
        """;
}
