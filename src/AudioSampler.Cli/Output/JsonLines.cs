using System.Text.Json;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Output;

/// <summary>Writes one document a line on standard output, flushed as each file ends.</summary>
/// <param name="timings">Whether to write how long things took.</param>
internal sealed class JsonLines(bool timings) : IDisposable
{
    private readonly Stream _out = Console.OpenStandardOutput();
    private readonly Lock _lock = new();

    /// <summary>Writes a document. Safe to call from several threads.</summary>
    public void Write(AnalysisDocument document)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(
            timings ? document : WithoutTimings(document),
            AnalysisJson.Default.AnalysisDocument
        );
        lock (_lock)
        {
            _out.Write(line);
            _out.Write("\n"u8);
            _out.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _out.Dispose();

    private static AnalysisDocument WithoutTimings(AnalysisDocument document) =>
        document with
        {
            Timings = null,
            Regions =
            [
                .. document.Regions.Select(r =>
                    r with
                    {
                        Analyses = r.Analyses.SetItems(
                            r.Analyses.Select(a => KeyValuePair.Create(a.Key, a.Value with { ElapsedMs = null }))
                        ),
                    }
                ),
            ],
        };
}
