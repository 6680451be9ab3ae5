using AudioSampler.Inference;
using AudioSampler.Inference.Notes;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>Writes down the notes of a region, several at once, by the network basic-pitch; for regions of music, singing and single notes, up to a length.</summary>
/// <remarks>docs/analyzers/notes.md tells the method and its figures.</remarks>
public sealed class NotesAnalyzer : IAnalyzer<NotesResult>, IDisposable
{
    private readonly NotesOptions _options;
    private readonly Lazy<NoteNetwork> _network;

    /// <summary>Makes the analyzer. The network is opened when it is first needed.</summary>
    /// <param name="options">How notes are found; the defaults when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public NotesAnalyzer(NotesOptions? options = null)
        : this(options, Open) { }

    internal NotesAnalyzer(NotesOptions? options, Func<NoteNetwork> open)
    {
        _options = options ?? new NotesOptions();
        _network = new Lazy<NoteNetwork>(open, LazyThreadSafetyMode.ExecutionAndPublication);
        IReadOnlyList<string> problems = _options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "notes",
            Version = "1.0",
            Description = "Notes, several at once, with velocity and pitch bend.",
            Produces = typeof(NotesResult),
            Consumes = [typeof(ClassificationResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc/>
    public Task<Outcome<NotesResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        double seconds = region.EndSeconds - region.StartSeconds;
        SoundKind? kind = region.Consume<ClassificationResult>().ValueOrNull?.Kind;
        if (kind is SoundKind.Speech or SoundKind.Environment or SoundKind.Percussion or SoundKind.Silence)
        {
            return Task.FromResult(
                Outcome<NotesResult>.Skip(
                    AnalysisErrorCode.NotApplicable,
                    $"the region is {kind.Value.ToString().ToLowerInvariant()}, not music"
                )
            );
        }

        if (seconds > _options.LongestSeconds)
        {
            return Task.FromResult(
                Outcome<NotesResult>.Skip(
                    AnalysisErrorCode.OnDemand,
                    $"the region is {seconds:0} s long; notes of regions over {_options.LongestSeconds:0} s are found on demand, by 'ais notes'"
                )
            );
        }

        return Task.FromResult(Transcribe(region.Signal(SignalKind.Analysis), cancellationToken));
    }

    /// <summary>Writes down the notes of a signal, however long it is.</summary>
    /// <param name="signal">Mono at 22.05 kHz.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Outcome<NotesResult> Transcribe(ISignal signal, CancellationToken cancellationToken)
    {
        try
        {
            return Transcriber.Transcribe(signal, _network.Value, _options, cancellationToken) is { } notes
                ? Outcome<NotesResult>.Of(new NotesResult { Model = $"{BasicPitchFiles.Name} {BasicPitchFiles.Version}", Notes = notes })
                : Outcome<NotesResult>.Skip(AnalysisErrorCode.Silent, "the region is silent");
        }
        catch (ModelException exception)
        {
            return Outcome<NotesResult>.Skip(AnalysisErrorCode.ModelMissing, exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }
    }

    private static NoteNetwork Open() =>
        BasicPitchFiles.Find(out string? problem) is { } files
            ? NoteNetwork.Open(files)
            : throw new ModelException(BasicPitchFiles.Name, problem!);
}
