namespace AudioSampler.Server.Endpoints;

/// <summary>Examples for the OpenAPI document: of the system, jobs, the catalogue and media. A test holds the names of their fields against the schemas.</summary>
internal static class SystemExamples
{
    public const string Service = """
        {"name": "Audio Intelligence Sampler", "version": "0.1.0", "status": "healthy", "docs": "/docs", "ui": "/ui/", "health": "/health"}
        """;

    public const string Health = """
        {"status": "healthy", "version": "0.1.0", "uptime_s": 3601.2, "plugins": 11, "database": "open", "ffmpeg": "/usr/bin/ffmpeg", "model": "efficientat-mn04"}
        """;

    public const string Plugins = """
        [{"name": "tempo", "version": "1.1", "description": "Tempo, beats, bars and meter", "order": 5, "consumes": ["classification"], "produces": "TempoResult",
          "plugin": null, "problem": null, "health": "ok", "timings": {"runs": 574, "failed": 0, "mean_ms": 47.2}}]
        """;

    public const string Status = $$"""
        {"health": {{Health}}, "jobs_queued": 0, "jobs_running": [], "plugins": {{Plugins}}, "plugin_problems": [],
         "workers": {"limit": 2, "alive": [{"process_id": 4711, "files": 17, "resident_bytes": 262144000}], "started": 2, "deaths": 0, "memory_limit_bytes": 4294967296},
         "cores": 8, "resident_bytes": 148844544, "data_free_bytes": 70843535360, "roots": ["/recordings"]}
        """;

    public const string Job = """
        {"id": 12, "paths": ["/recordings"], "state": "running", "created_at": "2026-11-28T09:00:00+00:00", "started_at": "2026-11-28T09:00:01+00:00", "ended_at": null,
         "files_total": 462, "files_done": 17, "files_failed": 1, "current_file": "take1.wav", "current_step": "tempo", "decoded_s": 28, "errors": ["\"/recordings/notes.txt\": its content is no sound"]}
        """;

    public const string Jobs =
        $$"""{"count": 1, "page": 1, "page_size": 50, "next": null, "previous": null, "next_cursor": null, "results": [{{Job}}]}""";

    public const string Document = """
        {"schema": "ais.analysis/1", "path": "/recordings/waltz.flac", "file_id": 14, "status": "complete", "error": null, "warnings": [], "options": null, "versions": {"ais": "0.1.0", "tempo": "1.1"},
         "file": {"name": "waltz.flac", "format": "flac", "codec": "flac", "sample_rate": 44100, "channels": 1, "bit_depth": 16, "duration_s": 20.8, "size_bytes": 471350,
           "content_hash": "sha256:ced4…", "audio_hash": "sha256:84fe…", "recorded_at": null, "metadata": {}, "cues": [], "loops": []},
         "regions": [{"id": "waltz-r1", "region_id": 24, "index": 0, "start_s": 0, "end_s": 20.03, "peak_dbfs": -4, "rms_dbfs": -16.74,
           "analyses": {"key": {"status": "ok", "version": "1.0", "elapsed_ms": 31, "inputs": {}, "error": null,
             "result": {"key": "G major", "tonic": "G", "mode": "major", "confidence": 0.875, "camelot": "9B"}, "reasons": {}}}, "overrides": null}],
         "summary": {"kind": "music", "tags": [{"label": "Music", "score": 0.998}], "ranking": [], "tempo": {"bpm": 144, "confidence": 0.95, "time_signature": "3/4"},
           "key": {"key": "G major", "tonic": "G", "mode": "major", "camelot": "9B", "confidence": 0.875}, "loudness_lufs": -18.5, "regions": 1, "failed_analyses": 0},
         "overrides": null, "timings": {"decode_ms": 503, "total_ms": 1497, "real_time_factor": 0.07197}}
        """;

    public const string Analyzed = $$"""{"analysis_result": {{Document}}, "api_version": "1"}""";

    public const string Files = """
        {"count": 462, "page": 1, "page_size": 50, "next": "/database/files?page=2", "previous": null, "next_cursor": "WyIx", "results": [
          {"file_id": 14, "path": "/recordings/waltz.flac", "name": "waltz.flac", "status": "complete", "kind": "music", "bpm": 144, "time_signature": "3/4", "key": "G major", "camelot": "9B",
           "duration_s": 20.8, "loudness_lufs": -18.5, "tags": ["Music"], "regions": 1, "format": "flac", "error": null, "added": "2026-11-28T07:53:14+00:00", "missing": false, "stale": false, "type": "phrase",
           "rating": 4, "favourite": true, "my_tags": ["for the film"], "corrected": ["tempo.bpm"]}]}
        """;

    public const string Stats = """
        {"files": 462, "failed_files": 4, "missing_files": 0, "audio": 458, "regions": 574, "hours": 1.83, "kinds": {"environment": 134, "music": 114}, "tags": {"Music": 193, "Speech": 85},
         "formats": {"flac": 8, "mp3": 20}, "database_bytes": 7770112, "waveform_bytes": 113942360,
         "searches": {"count": 312, "median_ms": 1.84, "p95_ms": 9.71}}
        """;

    public const string Waveform = """
        {"sample_rate": 44100, "duration_s": 20.8, "points": 2, "channels": [{"min": [-0.61, -0.4], "max": [0.63, 0.38], "rms": [0.17, 0.11]}]}
        """;
}
