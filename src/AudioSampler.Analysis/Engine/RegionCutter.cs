using System.Collections.Immutable;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Regions;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Cuts a decoded file at its silences, or where the user said.</summary>
public static class RegionCutter
{
    /// <summary>The regions of a file, without analyses.</summary>
    /// <param name="audio">The decoded file.</param>
    /// <param name="fileName">Name of the file, from which the regions get theirs.</param>
    /// <param name="options">How to cut at silences.</param>
    /// <param name="byHand">Where the user cut it; null to cut at silences. What lies beyond the end of the file is left out.</param>
    public static ImmutableArray<RegionDocument> Cut(
        DecodedAudio audio,
        string fileName,
        SilenceOptions options,
        ImmutableArray<(double StartS, double EndS)>? byHand = null
    )
    {
        IReadOnlyList<AudioRegion> found =
            byHand is { } regions && audio.Levels.Count > 0
                ?
                [
                    .. regions
                        .Select(region => (region.StartS, EndS: Math.Min(region.EndS, audio.Levels.DurationSeconds)))
                        .Where(region => region.EndS - region.StartS >= HandCut.ShortestSeconds)
                        .Select(region => SilenceDetector.Describe(audio.Levels, region.StartS, region.EndS)),
                ]
                : SilenceDetector.Find(audio.Levels, options);
        return
        [
            .. found.Select(
                (region, index) =>
                    new RegionDocument
                    {
                        Id = NameOf(fileName, index),
                        Index = index,
                        StartS = FileFactsBuilder.Seconds(region.StartSeconds),
                        EndS = FileFactsBuilder.Seconds(region.EndSeconds),
                        PeakDbfs = FileFactsBuilder.Level(region.PeakDbfs),
                        RmsDbfs = FileFactsBuilder.Level(region.RmsDbfs),
                    }
            ),
        ];
    }

    /// <summary>Name of a region, for people: that of its file, and its number.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="index">Position, from 0.</param>
    public static string NameOf(string fileName, int index) => $"{Path.GetFileNameWithoutExtension(fileName)}-r{index + 1}";
}
