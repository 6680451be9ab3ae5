namespace AudioSampler.Server.Endpoints;

/// <summary>Examples for the OpenAPI document. A test holds their names against real answers.</summary>
internal static class ResourceExamples
{
    public const string Resources = """
        {
          "cpu": { "cores": 8, "quota_cores": null, "analysis_cores": 4, "share": 0.5, "niceness": 10, "load": [1.52, 1.1, 0.74] },
          "memory": {
            "machine_bytes": 16777216000, "available_bytes": 11811160064, "worker_limit_bytes": 4294967296,
            "process_bytes": 125829120, "workers_bytes": 262144000
          },
          "gpu": null,
          "gpu_reason": "no network uses a graphics processor yet",
          "disk": {
            "data": { "path": "/data", "total_bytes": 512110190592, "free_bytes": 210453397504, "used_bytes": 734003200 },
            "temporary": { "path": "/tmp/ais-1000", "total_bytes": 8388608000, "free_bytes": 8053063680, "used_bytes": 5292000 },
            "reserve_bytes": 536870912
          },
          "caches": {
            "playable": { "files": 12, "bytes": 251658240 },
            "waveforms": { "files": 840, "bytes": 92274688 },
            "temporary": { "files": 6, "bytes": 5292000 }
          },
          "workers": {
            "limit": 1, "alive": [{ "process_id": 4711, "files": 17, "resident_bytes": 262144000 }],
            "started": 1, "deaths": 0, "memory_limit_bytes": 4294967296
          }
        }
        """;

    public const string Cleanup = """
        {
          "dry_run": false,
          "playable": { "files": 12, "bytes": 251658240 },
          "orphaned_playable": { "files": 1, "bytes": 20971520 },
          "orphaned_waveforms": { "files": 3, "bytes": 330301 },
          "unfinished": { "files": 0, "bytes": 0 },
          "temporary": { "files": 6, "bytes": 5292000 },
          "total": { "files": 22, "bytes": 278252061 },
          "problems": []
        }
        """;

    public const string Metrics = """
        # HELP audiosampler_files_total Files by status: complete, partial, failed, or unchanged when the result stood in the catalogue.
        # TYPE audiosampler_files_total counter
        audiosampler_files_total{status="complete"} 17

        """;
}
