using System.Collections.Immutable;
using AudioSampler.Dsp.Resampling;
using AudioSampler.Inference;
using AudioSampler.Inference.Speech;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Speech;

/// <summary>Finds the stretches in which somebody speaks or sings, by the network Silero VAD.</summary>
/// <remarks>docs/analyzers/speech.md tells the method and its figures.</remarks>
public sealed class SpeechAnalyzer : IAnalyzer<SpeechResult>, IDisposable
{
    /// <summary>Name of the analyzer.</summary>
    public const string Name = "speech";

    private const int PieceSamples = 8192;
    private const float Loudest = 1;
    private readonly Lazy<SpeechNetwork> _network;

    /// <summary>Makes the analyzer. The network is opened when it is first needed.</summary>
    public SpeechAnalyzer()
        : this(Open) { }

    internal SpeechAnalyzer(Func<SpeechNetwork> open) =>
        _network = new Lazy<SpeechNetwork>(open, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = Name,
            Version = "1.0",
            Description = "Where somebody speaks or sings",
            Produces = typeof(SpeechResult),
            Signals = [SignalKind.Network],
        };

    /// <inheritdoc/>
    public Task<Outcome<SpeechResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Listen(region, _network.Value.Listen(), cancellationToken));
        }
        catch (ModelException exception)
        {
            return Task.FromResult(Outcome<SpeechResult>.Skip(AnalysisErrorCode.ModelMissing, exception.Message));
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

    private static Outcome<SpeechResult> Listen(IRegionContext region, SpeechListener listener, CancellationToken cancellationToken)
    {
        ISignal signal = region.Signal(SignalKind.Network);
        var resampler = new PolyphaseResampler(signal.SampleRate, SpeechNetwork.SampleRate);
        float[] piece = new float[PieceSamples];
        float[] resampled = new float[SpeechNetwork.FrameSamples + resampler.LargestOutput(PieceSamples)];
        var probabilities = new List<float>((int)(signal.Length / (2 * SpeechNetwork.FrameSamples)) + 1);
        int held = 0;
        for (long at = 0; at < signal.Length; )
        {
            int read = signal.Read(at, piece);
            if (read == 0)
            {
                break;
            }

            at += read;
            foreach (ref float sample in piece.AsSpan(0, read))
            {
                sample = float.IsFinite(sample) ? Math.Clamp(sample, -Loudest, Loudest) : 0;
            }

            held += resampler.Process(piece.AsSpan(0, read), resampled.AsSpan(held)).Produced;
            held = Hear(listener, resampled, held, probabilities, cancellationToken);
        }

        // What is left is followed by silence.
        held += resampler.Flush(resampled.AsSpan(held));
        held = Hear(listener, resampled, held, probabilities, cancellationToken);
        if (held > 0)
        {
            resampled.AsSpan(held, SpeechNetwork.FrameSamples - held).Clear();
            probabilities.Add(listener.Hear(resampled.AsSpan(0, SpeechNetwork.FrameSamples), cancellationToken));
        }

        ImmutableArray<VoiceStretch> stretches = VoiceStretches.Find(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(probabilities),
            (double)SpeechNetwork.FrameSamples / SpeechNetwork.SampleRate,
            region.StartSeconds,
            region.EndSeconds
        );
        double seconds = Math.Max(1e-9, region.EndSeconds - region.StartSeconds);
        return Outcome<SpeechResult>.Of(
            new SpeechResult
            {
                Model = $"{SileroFiles.Name} {SileroFiles.Version}",
                Share = Math.Round(Math.Clamp(stretches.Sum(s => s.EndS - s.StartS) / seconds, 0, 1), 3),
                Stretches = stretches,
            }
        );
    }

    /// <summary>Hears all whole frames; what is left moves to the front.</summary>
    private static int Hear(
        SpeechListener listener,
        float[] samples,
        int count,
        List<float> probabilities,
        CancellationToken cancellationToken
    )
    {
        int first = 0;
        for (; count - first >= SpeechNetwork.FrameSamples; first += SpeechNetwork.FrameSamples)
        {
            probabilities.Add(listener.Hear(samples.AsSpan(first, SpeechNetwork.FrameSamples), cancellationToken));
        }

        samples.AsSpan(first, count - first).CopyTo(samples);
        return count - first;
    }

    private static SpeechNetwork Open() =>
        SileroFiles.Find(out string? problem) is { } files
            ? SpeechNetwork.Open(files)
            : throw new ModelException(SileroFiles.Name, problem!);
}
