using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Speech;

/// <summary>Listens to one recording, frame after frame; what was heard before counts.</summary>
/// <remarks>
/// The network wants the last 64 samples of the frame before in front of each frame. Without them it runs too, and hears next to nothing
/// (https://github.com/snakers4/silero-vad/issues/771).
/// </remarks>
public sealed class SpeechListener
{
    private const int ContextSamples = 64;
    private const int StateSize = 2 * 128;
    private readonly OnnxSession _session;
    private readonly float[] _input = new float[ContextSamples + SpeechNetwork.FrameSamples];
    private readonly float[] _answer = new float[1];
    private readonly long[] _rate = [SpeechNetwork.SampleRate];
    private float[] _state = new float[StateSize];
    private float[] _next = new float[StateSize];

    internal SpeechListener(OnnxSession session) => _session = session;

    /// <summary>Hears the next frame.</summary>
    /// <param name="frame">[512] at 16 kHz.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How likely there is a voice in it, 0 to 1.</returns>
    /// <exception cref="ArgumentException">The frame has another length.</exception>
    /// <exception cref="ModelException">The run failed.</exception>
    public float Hear(ReadOnlySpan<float> frame, CancellationToken cancellationToken)
    {
        if (frame.Length != SpeechNetwork.FrameSamples)
        {
            throw new ArgumentException($"a frame has {SpeechNetwork.FrameSamples} samples, not {frame.Length}", nameof(frame));
        }

        _input.AsSpan(^ContextSamples..).CopyTo(_input);
        frame.CopyTo(_input.AsSpan(ContextSamples));
        _session.Run(
            [
                new OnnxInput("input", _input, [1, _input.Length]),
                new OnnxInput("state", _state, [2, 1, 128]),
                new OnnxInput("sr", _rate, []),
            ],
            [new OnnxOutput("output", _answer), new OnnxOutput("stateN", _next)],
            cancellationToken
        );
        (_state, _next) = (_next, _state);
        return _answer[0];
    }
}
