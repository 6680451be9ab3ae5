using AudioSampler.Analysis.Engine.Workers;

namespace AudioSampler.Server;

/// <summary>How the server runs.</summary>
public sealed record ServerOptions
{
    /// <summary>Default port.</summary>
    public const int DefaultPort = 8000;

    /// <summary>Address to listen on. Default 127.0.0.1; any other than a loopback address asks every caller for <see cref="ApiKey"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on, 0 (any free one) to 65535. Default 8000.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Folder of the catalogue.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folders whose files may be analysed and played, besides those that stand in the catalogue.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Folder of the built page; null to serve none.</summary>
    public string? WebFolder { get; init; }

    /// <summary>Folder of the recordings that come with the program, which an empty catalogue may begin with; null where there are none.</summary>
    public string? SampleFolder { get; init; }

    /// <summary>Largest upload, in bytes. Default 4 GiB.</summary>
    public long UploadLimitBytes { get; init; } = 4L << 30;

    /// <summary>What copies and slices for playing may take on disk, in bytes. Default 2 GiB.</summary>
    public long PlayableLimitBytes { get; init; } = 2L << 30;

    /// <summary>How analyzers are kept apart from the server.</summary>
    public WorkerSettings Workers { get; init; } = new();

    /// <summary>Key that callers from elsewhere have to send as <c>X-API-Key</c>; null when only this machine can call.</summary>
    public string? ApiKey { get; init; }

    /// <summary>All that is wrong, one line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Port is < 0 or > 65535)
        {
            problems.Add($"port {Port} is not between 0 and 65535");
        }

        if (!System.Net.IPAddress.TryParse(Host, out var address))
        {
            problems.Add($"host '{Host}' is not an IP address, such as 127.0.0.1 or 0.0.0.0");
        }
        else if (!System.Net.IPAddress.IsLoopback(address) && string.IsNullOrWhiteSpace(ApiKey))
        {
            problems.Add(
                $"host {Host} can be reached from other machines: set AIS_API_KEY to a secret that callers send as X-API-Key, or use 127.0.0.1"
            );
        }

        problems.AddRange(Workers.Validate());
        problems.AddRange(Roots.Where(r => !Directory.Exists(r)).Select(r => $"root {r} is not a folder"));
        return problems;
    }
}
