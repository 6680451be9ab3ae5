namespace AudioSampler.Dsp.Fft;

/// <summary>One radix-4 pass of the Stockham transform with its twiddle factors.</summary>
internal sealed class FftStage
{
    /// <summary>Makes the factors of a pass.</summary>
    /// <param name="length">Length of the sub-transforms that the pass splits by four.</param>
    /// <param name="stride">Number of sub-transforms, interleaved: 1, 4, 16, ….</param>
    public FftStage(int length, int stride)
    {
        Quarter = length / 4;
        Stride = stride;
        // The pass of stride 4 is vectorised over factor and stride together, so its factors are written out four times.
        Repeat = stride == 4 ? 4 : 1;
        TableLength = Quarter * Repeat;
        float[] table = GC.AllocateUninitializedArray<float>(6 * TableLength);
        for (int p = 0; p < Quarter; p++)
        {
            for (int power = 1; power <= 3; power++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * power * p / length);
                int real = ((power - 1) * 2 * TableLength) + (p * Repeat);
                table.AsSpan(real, Repeat).Fill((float)cos);
                table.AsSpan(real + TableLength, Repeat).Fill((float)sin);
            }
        }

        Twiddles = table;
    }

    /// <summary>A quarter of the length of the sub-transforms.</summary>
    public int Quarter { get; }

    /// <summary>Number of interleaved sub-transforms.</summary>
    public int Stride { get; }

    /// <summary>How often each factor stands in the table.</summary>
    public int Repeat { get; }

    /// <summary>Length of each of the six rows of <see cref="Twiddles"/>.</summary>
    public int TableLength { get; }

    /// <summary>Rows: real and imaginary part of w, w² and w³.</summary>
    public float[] Twiddles { get; }
}
