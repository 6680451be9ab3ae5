using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Output;

/// <summary>Prints documents until that fails: then it is told once, and the analysis goes on where a catalogue keeps its results, else it stops.</summary>
/// <param name="print">Prints a document; calls come from several threads.</param>
/// <param name="tell">Takes a line for the user.</param>
/// <param name="kept">Whether results are kept besides.</param>
internal sealed class LosableOutput(Action<AnalysisDocument> print, Action<string> tell, bool kept) : IDisposable
{
    private readonly CancellationTokenSource _inVain = new();
    private int _lost;

    /// <summary>Whether printing has failed.</summary>
    public bool IsLost => Volatile.Read(ref _lost) != 0;

    /// <summary>Set when further work would be for nothing.</summary>
    public CancellationToken InVain => _inVain.Token;

    /// <summary>Prints a document, unless that has failed before.</summary>
    public void Print(AnalysisDocument document)
    {
        if (IsLost)
        {
            return;
        }

        try
        {
            print(document);
        }
        catch (OutputLostException lost)
        {
            if (Interlocked.Exchange(ref _lost, 1) != 0)
            {
                return;
            }

            tell(kept ? $"{lost.Message}; the analysis goes on, and the catalogue keeps its results" : lost.Message);
            if (!kept)
            {
                _inVain.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _inVain.Dispose();
}
