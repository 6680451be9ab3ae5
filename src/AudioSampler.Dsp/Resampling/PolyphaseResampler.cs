using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Resampling;

/// <summary>Converts one channel from a sample rate to another as it streams by.</summary>
/// <remarks>
/// <para>
/// A Kaiser-windowed sinc, symmetric about each output sample, so that nothing is delayed: output sample k stands at the time k / output rate.
/// The pass band reaches to 0.9 of the lower Nyquist frequency, and from that Nyquist frequency on everything is down by at least 80 dB.
/// Before the first and after the last sample there is silence.
/// </para>
/// <para>
/// Where the reduced ratio of the rates has few phases, each has its own coefficients (L. R. Rabiner, R. E. Crochiere, Multirate Digital
/// Signal Processing, 1983); else the result is interpolated between the two nearest of a dense set of phases (J. O. Smith, Digital Audio
/// Resampling, 1984), dense enough that the error stays below the stop band. Results do not depend on how the stream is cut into blocks.
/// </para>
/// </remarks>
public sealed class PolyphaseResampler
{
    private const int ChunkSamples = 4096;
    private const int LargestReduction = 1024;

    private readonly PhaseBank? bank;
    private readonly int up;
    private readonly int wholeStep;
    private readonly int phaseStep;
    private readonly int halfTaps;
    private readonly float[] buffer;
    private int buffered;
    private int centre;
    private int phase;
    private long consumed;
    private long produced;
    private int padding;

    /// <summary>Makes a converter.</summary>
    /// <param name="inputRate">Samples per second of the input, 1 or more.</param>
    /// <param name="outputRate">Samples per second of the output, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate below 1, or an output rate below 1/1024 of the input rate: the filter would have no bounds.</exception>
    public PolyphaseResampler(int inputRate, int outputRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputRate);
        ArgumentOutOfRangeException.ThrowIfLessThan((long)outputRate * LargestReduction, inputRate, nameof(outputRate));
        InputRate = inputRate;
        OutputRate = outputRate;
        int divisor = GreatestCommonDivisor(inputRate, outputRate);
        up = outputRate / divisor;
        int down = inputRate / divisor;
        (wholeStep, phaseStep) = Math.DivRem(down, up);
        bank = up == down ? null : PhaseBank.For(up, down);
        halfTaps = (bank?.Taps ?? 2) / 2;

        // Silence before the first sample: the window of the first output sample reaches halfTaps - 1 samples back.
        buffer = new float[(2 * halfTaps) + ChunkSamples];
        Reset();
    }

    /// <summary>Samples per second of the input.</summary>
    public int InputRate { get; }

    /// <summary>Samples per second of the output.</summary>
    public int OutputRate { get; }

    /// <summary>Number of output samples that a file of the given length becomes: rounded to the nearest, halves up.</summary>
    public static long OutputLength(long inputSamples, int inputRate, int outputRate) =>
        (long)(((2 * (Int128)inputSamples * outputRate) + inputRate) / (2 * (Int128)inputRate));

    /// <summary>Room that the output of so many further input samples needs at most.</summary>
    public int LargestOutput(int inputSamples) => checked((int)(((long)inputSamples * OutputRate / InputRate) + 2));

    /// <summary>Makes the converter as new.</summary>
    public void Reset()
    {
        Array.Clear(buffer);
        buffered = halfTaps - 1;
        centre = halfTaps - 1;
        phase = 0;
        consumed = produced = 0;
        padding = halfTaps + 1;
    }

    /// <summary>Takes further input and gives what output it makes.</summary>
    /// <param name="input">Samples, in order, without gap.</param>
    /// <param name="output">Filled from its start.</param>
    /// <returns>
    /// How many samples were taken and given. All of <paramref name="input"/> is taken when <paramref name="output"/> has room for
    /// <see cref="LargestOutput"/> samples.
    /// </returns>
    public (int Consumed, int Produced) Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (bank is null)
        {
            int count = Math.Min(input.Length, output.Length);
            input[..count].CopyTo(output);
            consumed += count;
            produced += count;
            return (count, count);
        }

        int taken = 0;
        int given = 0;
        while (true)
        {
            given += Produce(bank, output[given..]);
            int room = Math.Min(input.Length - taken, Room());
            if (room == 0)
            {
                break;
            }

            input.Slice(taken, room).CopyTo(buffer.AsSpan(buffered));
            buffered += room;
            taken += room;
        }

        consumed += taken;
        produced += given;
        return (taken, given);
    }

    /// <summary>Gives the output that is left after the last input sample.</summary>
    /// <param name="output">Filled from its start.</param>
    /// <returns>Number of samples given; call again until it is 0. Together with what was given before: <see cref="OutputLength"/>.</returns>
    public int Flush(Span<float> output)
    {
        if (bank is null)
        {
            return 0;
        }

        int left = (int)Math.Min(output.Length, OutputLength(consumed, InputRate, OutputRate) - produced);
        output = output[..left];
        int given = 0;
        while (given < left)
        {
            given += Produce(bank, output[given..]);
            int room = Math.Min(padding, Room());
            if (room == 0)
            {
                break;
            }

            buffer.AsSpan(buffered, room).Clear();
            buffered += room;
            padding -= room;
        }

        produced += given;
        return given;
    }

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private int Produce(PhaseBank filter, Span<float> output)
    {
        int count = 0;
        while (count < output.Length && centre + halfTaps < buffered)
        {
            ReadOnlySpan<float> window = buffer.AsSpan(centre - halfTaps + 1, 2 * halfTaps);
            output[count++] = filter.Apply(window, phase);
            centre += wholeStep;
            phase += phaseStep;
            if (phase >= up)
            {
                phase -= up;
                centre++;
            }
        }

        return count;
    }

    /// <summary>Moves what is still needed to the front of the buffer when it is full, and says how much may be added.</summary>
    private int Room()
    {
        if (buffered == buffer.Length)
        {
            int drop = Math.Min(centre - halfTaps + 1, buffered);
            buffer.AsSpan(drop, buffered - drop).CopyTo(buffer);
            buffered -= drop;
            centre -= drop;
        }

        return buffer.Length - buffered;
    }
}
