using System.Collections.Immutable;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Regions;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Cuts a decoded file at its silences.</summary>
public static class RegionCutter
{
    /// <summary>The regions of a file, without analyses.</summary>
    /// <param name="audio">The decoded file.</param>
    /// <param name="fileName">Name of the file, from which the regions get theirs.</param>
    /// <param name="options">How to cut.</param>
    public static ImmutableArray<RegionDocument> Cut(DecodedAudio audio, string fileName, SilenceOptions options)
    {
        return
        [
            .. SilenceDetector
                .Find(audio.Levels, options)
                .Select(
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
