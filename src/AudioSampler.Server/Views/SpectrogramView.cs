using System.Globalization;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Dsp.Stft;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Views;

/// <summary>The level of each band of frequencies over time, in bands of equal width on a logarithmic scale.</summary>
/// <remarks>Each cell holds the loudest moment that falls into it, so that a click stays visible at any zoom.</remarks>
internal static class SpectrogramView
{
    /// <summary>Rows of the picture.</summary>
    public const int Rows = 128;

    private const int FrameSamples = 2048;
    private const int LongestHop = 1024;
    private const int ShortestHop = 64;
    private const int MostRate = 48_000;
    private const double LowestHz = 40;
    private const double HighestHz = 18_000;
    private const double LeastDb = -100;

    /// <summary>Draws it.</summary>
    public static async Task<SoundView> DrawAsync(ViewRequest request, CancellationToken cancellationToken)
    {
        int rate = Math.Min(request.SampleRate, MostRate);
        int hop = Math.Clamp((int)(request.ColumnSeconds * rate), ShortestHop, LongestHop);
        var transform = new ShortTimeFourier(new StftOptions { FftLength = FrameSamples, HopSamples = hop });
        double highest = Math.Min(HighestHz, rate / 2.0);
        double[] edges = [.. Enumerable.Range(0, Rows + 1).Select(row => LowestHz * Math.Pow(highest / LowestHz, row / (double)Rows))];
        double binsPerHz = FrameSamples / (double)rate;
        var grid = new ViewGrid(request.Columns, Rows, (float)LeastDb);
        float[] power = new float[transform.BinCount];
        long frame = 0;
        int last = -1;

        void Draw()
        {
            while (transform.TryReadPower(power))
            {
                int column = request.ColumnAt(frame++ * hop / (double)rate);

                // Columns that are narrower than a hop have no frame of their own.
                for (int c = Math.Min(column, last + 1); c <= column; c++)
                {
                    for (int row = 0; row < Rows; row++)
                    {
                        grid.Raise(c, row, Level(power, edges[row] * binsPerHz, edges[row + 1] * binsPerHz));
                    }
                }

                last = Math.Max(last, column);
            }
        }

        await MonoStretch.ReadAsync(
            FfmpegLocator.Locate(),
            request.Path,
            (request.StartS, request.EndS),
            rate,
            samples =>
            {
                transform.Push(samples);
                Draw();
            },
            cancellationToken
        );
        transform.Complete();
        Draw();
        for (int c = last + 1; last >= 0 && c <= request.ColumnAt(frame * hop / (double)rate); c++)
        {
            grid.Column(last).CopyTo(grid.Column(c));
        }

        return grid.ToView(
            request,
            [
                .. Enumerable
                    .Range(0, Rows)
                    .Select(row => Math.Sqrt(edges[row] * edges[row + 1]).ToString("0.#", CultureInfo.InvariantCulture)),
            ],
            "dBFS",
            LeastDb,
            0
        );
    }

    /// <summary>The level of the loudest bin of a band, or between two bins where the band is narrower than one.</summary>
    private static float Level(ReadOnlySpan<float> power, double low, double high)
    {
        int first = (int)Math.Ceiling(low);
        int end = Math.Min((int)Math.Ceiling(high), power.Length);
        float loudest = 0;
        if (first >= end)
        {
            double middle = Math.Min((low + high) / 2, power.Length - 1.001);
            int below = (int)middle;
            float share = (float)(middle - below);
            loudest = (power[below] * (1 - share)) + (power[below + 1] * share);
        }

        for (int bin = first; bin < end; bin++)
        {
            loudest = Math.Max(loudest, power[bin]);
        }

        // A full-scale sine reaches half the sum of the Hann window, which is a quarter of its length.
        const float FullScale = FrameSamples / 4f;
        return 10 * MathF.Log10(Math.Max(loudest / (FullScale * FullScale), 1e-12f));
    }
}
