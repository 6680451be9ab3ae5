using System.Numerics.Tensors;
using AudioSampler.Inference.Notes;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>Lets the network hear a signal in overlapping windows, and joins what it says of their middles. One instance serves one thread.</summary>
/// <remarks>
/// Frame f stands for the time around sample 256 f. The first and last 15 frames of a window are uncertain and left out; the windows follow each other by the 142 others, so that frames
/// are evenly spaced over the whole signal (the published program steps by 141.3 frames and corrects the times after). The network scales each window to its own loudest
/// moment: what is far below the loudest moment of the signal would be heard as loudly, so it is taken as silence here.
/// </remarks>
internal sealed class NoteListener(NoteNetwork network, ISignal signal)
{
    private const int Margin = 15;
    private const int Step = NoteNetwork.WindowFrames - (2 * Margin);

    /// <summary>Levels this far below the loudest are silence: −55 dB.</summary>
    private const float SilenceRatio = 0.00178f;

    /// <summary>And so are those below −80 dBFS.</summary>
    private const float SilenceFloor = 1e-4f;

    private readonly float[] _window = new float[NoteNetwork.WindowSamples];
    private readonly float[] _contours = new float[NoteNetwork.WindowFrames * NoteNetwork.Contours];
    private readonly float[] _notes = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];
    private readonly float[] _onsets = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];

    /// <summary>Frames of the whole signal.</summary>
    public long FrameCount => (signal.Length + NoteNetwork.HopSamples - 1) / NoteNetwork.HopSamples;

    /// <summary>RMS of the loudest frame; 0 before <see cref="Measure"/>.</summary>
    public float Loudest { get; private set; }

    /// <summary>Finds the loudest frame of the signal.</summary>
    public void Measure(CancellationToken cancellationToken)
    {
        for (long frame = 0; frame < FrameCount; frame += NoteNetwork.WindowFrames - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(frame);
            for (int f = 0; f < NoteNetwork.WindowFrames - 1; f++)
            {
                Loudest = Math.Max(Loudest, LevelAt(f));
            }
        }
    }

    /// <summary>Hears a stretch.</summary>
    /// <param name="first">Its first frame.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public NoteActivations Hear(long first, int frames, CancellationToken cancellationToken)
    {
        var heard = new NoteActivations(frames);
        float silence = Math.Max(SilenceFloor, Loudest * SilenceRatio);
        for (int at = 0; at < frames; at += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Step, frames - at);
            Read(first + at - Margin);
            Span<float> levels = heard.Levels.AsSpan(at, count);
            for (int f = 0; f < count; f++)
            {
                levels[f] = LevelAt(f + Margin);
            }

            if (TensorPrimitives.Max<float>(levels) >= silence)
            {
                network.Hear(_window, _contours, _notes, _onsets, cancellationToken);
                Take(_notes, heard.Notes, NoteNetwork.Notes, at, levels, silence);
                Take(_onsets, heard.Onsets, NoteNetwork.Notes, at, levels, silence);
                Take(_contours, heard.Contours, NoteNetwork.Contours, at, levels, silence);
            }
        }

        return heard;
    }

    private static void Take(float[] window, float[] target, int width, int at, ReadOnlySpan<float> levels, float silence)
    {
        for (int f = 0; f < levels.Length; f++)
        {
            if (levels[f] >= silence)
            {
                window.AsSpan((f + Margin) * width, width).CopyTo(target.AsSpan((at + f) * width));
            }
        }
    }

    /// <summary>Fills the window from the frame given on.</summary>
    private void Read(long frame) => SignalFrame.Read(signal, frame * NoteNetwork.HopSamples, _window);

    /// <summary>RMS of the two hops around a frame of the window.</summary>
    private float LevelAt(int frame)
    {
        int from = Math.Max(0, (frame - 1) * NoteNetwork.HopSamples);
        int to = Math.Min(_window.Length, (frame + 1) * NoteNetwork.HopSamples);
        return MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(_window.AsSpan(from, to - from)) / (2 * NoteNetwork.HopSamples));
    }
}
