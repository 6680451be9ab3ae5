using System.Text.Json;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Output;

/// <summary>Writes one document a line on standard output, flushed as each file ends.</summary>
/// <param name="timings">Whether to write how long things took.</param>
internal sealed class JsonLines(bool timings) : IDisposable
{
    private readonly Lazy<Stream> _out = new(() => new StandardOutput());
    private readonly Lock _lock = new();

    /// <summary>Writes a document. Safe to call from several threads.</summary>
    /// <exception cref="OutputLostException">Standard output can't be written.</exception>
    public void Write(AnalysisDocument document)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(
            timings ? document : WithoutTimings(document),
            AnalysisJson.Default.AnalysisDocument
        );
        lock (_lock)
        {
            // One write a line: a reader never meets the half of one.
            _out.Value.Write([.. line, (byte)'\n']);
            _out.Value.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_out.IsValueCreated)
        {
            _out.Value.Dispose();
        }
    }

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
