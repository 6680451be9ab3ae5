using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Dsp.Tonal;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Views;

/// <summary>The strength of each pitch class over time, as the key analyzer hears the treble (<see cref="ChromaExtractor"/>).</summary>
internal static class ChromaView
{
    private const int Rate = 22_050;
    private static readonly string[] s_names = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <summary>Draws it.</summary>
    public static async Task<SoundView> DrawAsync(ViewRequest request, CancellationToken cancellationToken)
    {
        var extractor = new ChromaExtractor(
            new ChromaOptions
            {
                SampleRate = Rate,
                HopSamples = 2048,
                FramesPerVector = 1,
            },
            (long)((request.EndS - request.StartS) * Rate)
        );
        await MonoStretch.ReadAsync(
            FfmpegLocator.Locate(),
            request.Path,
            (request.StartS, request.EndS),
            Rate,
            extractor.Push,
            cancellationToken
        );
        ChromaFrames frames = extractor.Finish();
        var grid = new ViewGrid(request.Columns, s_names.Length, least: 0);
        for (int column = 0; frames.Count > 0 && column < request.Columns; column++)
        {
            int first = Math.Min((int)(column * request.ColumnSeconds / frames.HopSeconds), frames.Count - 1);
            int last = Math.Min((int)((column + 1) * request.ColumnSeconds / frames.HopSeconds), frames.Count - 1);
            for (int vector = first; vector <= last; vector++)
            {
                for (int c = 0; c < s_names.Length; c++)
                {
                    grid.Raise(column, c, frames.Treble(vector)[c]);
                }
            }
        }

        float largest = grid.Largest();
        for (int column = 0; largest > 0 && column < request.Columns; column++)
        {
            foreach (ref float cell in grid.Column(column))
            {
                cell /= largest;
            }
        }

        return grid.ToView(request, s_names, "relative", 0, 1);
    }
}
