using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Notes;

/// <summary>The network that hears notes, basic-pitch: from windows of about two seconds to activations of contours, notes and onsets. Safe to use from several threads at once.</summary>
public sealed class NoteNetwork : IDisposable
{
    /// <summary>Samples per second that it takes, mono.</summary>
    public const int SampleRate = 22_050;

    /// <summary>Samples of a window.</summary>
    public const int WindowSamples = BasicPitchGraph.WindowSamples;

    /// <summary>Frames of a window.</summary>
    public const int WindowFrames = BasicPitchGraph.WindowFrames;

    /// <summary>Samples from frame to frame.</summary>
    public const int HopSamples = 256;

    /// <summary>Notes of a frame: the keys of a piano, from MIDI note 21 on.</summary>
    public const int Notes = BasicPitchGraph.Notes;

    /// <summary>Contour bins of a frame: three for each note.</summary>
    public const int Contours = BasicPitchGraph.Contours;

    /// <summary>MIDI number of the first note.</summary>
    public const int LowestMidi = 21;

    private const string ValuesHash = "b142a95737a52e1e412d5f92e73d8bb80dfe8d04941acc0702f11f4524fb377c";
    private readonly OnnxSession _session;

    private NoteNetwork(OnnxSession session) => _session = session;

    /// <summary>Opens the network.</summary>
    /// <param name="files">Its published files.</param>
    /// <exception cref="ModelException">The runtime is missing, or the files are not those of the version that is known.</exception>
    public static NoteNetwork Open(BasicPitchFiles files)
    {
        TensorflowWeights weights = TensorflowWeights.Read(BasicPitchFiles.Name, files.ManifestPath, files.ValuesPath, ValuesHash);
        return new NoteNetwork(OnnxSession.Open(BasicPitchFiles.Name, BasicPitchGraph.Build(weights)));
    }

    /// <summary>Hears one window.</summary>
    /// <param name="samples">[43844] at 22.05 kHz.</param>
    /// <param name="contours">Result, [172 x 264].</param>
    /// <param name="notes">Result, [172 x 88].</param>
    /// <param name="onsets">Result, [172 x 88].</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModelException">The run failed.</exception>
    public void Hear(
        ReadOnlyMemory<float> samples,
        Memory<float> contours,
        Memory<float> notes,
        Memory<float> onsets,
        CancellationToken cancellationToken
    ) =>
        _session.Run(
            [new OnnxInput(BasicPitchGraph.Audio, samples, [1, 1, WindowSamples])],
            [
                new OnnxOutput(BasicPitchGraph.ContourOutput, contours),
                new OnnxOutput(BasicPitchGraph.NoteOutput, notes),
                new OnnxOutput(BasicPitchGraph.OnsetOutput, onsets),
            ],
            cancellationToken
        );

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();
}
