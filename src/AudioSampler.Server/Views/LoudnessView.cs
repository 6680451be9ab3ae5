using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Views;

/// <summary>Momentary loudness over time (EBU R 128, 400 ms), from the stored results: nothing is decoded. Between regions there is silence.</summary>
internal static class LoudnessView
{
    private const double LeastLufs = -70;
    private const double MostLufs = 0;

    /// <summary>Draws it.</summary>
    public static SoundView Draw(ViewRequest request, AnalysisDocument document)
    {
        var grid = new ViewGrid(request.Columns, 1, (float)LeastLufs);
        foreach (RegionDocument region in document.Regions)
        {
            if (region.ResultOf("loudness", AnalysisJson.Default.LoudnessResult)?.Curve is not { } curve)
            {
                continue;
            }

            for (int i = 0; i < curve.MomentaryLufs.Length; i++)
            {
                double from = region.StartS + (i * curve.HopS);
                if (from + curve.HopS <= request.StartS || from >= request.EndS || curve.MomentaryLufs[i] is not { } level)
                {
                    continue;
                }

                int last = request.ColumnAt(Math.BitDecrement(from + curve.HopS) - request.StartS);
                for (int column = request.ColumnAt(from - request.StartS); column <= last; column++)
                {
                    grid.Raise(column, 0, (float)level);
                }
            }
        }

        return grid.ToView(request, ["momentary"], "LUFS", LeastLufs, MostLufs);
    }
}
