using System.ComponentModel;
using AudioSampler.Audio.Regions;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Models;

/// <summary>What counts as silence, as a query says it; what is left out is as in the settings.</summary>
internal sealed record SilenceChoice
{
    [FromQuery(Name = "absolute_dbfs")]
    [Description("Anything below is silence; dBFS, -100 to -20, if not set otherwise -60")]
    public double? AbsoluteDbfs { get; init; }

    [FromQuery(Name = "relative_db")]
    [Description("Sound is so much above the noise floor; dB, 3 to 40, if not set otherwise 6")]
    public double? RelativeDb { get; init; }

    [FromQuery(Name = "hysteresis_db")]
    [Description("A region ends so much below where it may begin; dB, 0 to 20, if not set otherwise 3")]
    public double? HysteresisDb { get; init; }

    [FromQuery(Name = "min_silence_s")]
    [Description("A shorter silence doesn't cut; seconds, 0.05 to 60, if not set otherwise 0.55")]
    public double? MinSilenceS { get; init; }

    [FromQuery(Name = "min_region_s")]
    [Description("A shorter sound is no region; seconds, 0 to 60, if not set otherwise 0.1")]
    public double? MinRegionS { get; init; }

    [FromQuery(Name = "padding_s")]
    [Description("Kept before and after each region; seconds, 0 to 5, if not set otherwise 0.05")]
    public double? PaddingS { get; init; }

    /// <summary>As the detector takes it.</summary>
    /// <param name="kept">What holds where nothing is said.</param>
    public SilenceOptions ToOptions(SilenceOptions kept) =>
        new()
        {
            AbsoluteThresholdDbfs = AbsoluteDbfs ?? kept.AbsoluteThresholdDbfs,
            RelativeThresholdDb = RelativeDb ?? kept.RelativeThresholdDb,
            HysteresisDb = HysteresisDb ?? kept.HysteresisDb,
            MinimumSilenceSeconds = MinSilenceS ?? kept.MinimumSilenceSeconds,
            MinimumRegionSeconds = MinRegionS ?? kept.MinimumRegionSeconds,
            PaddingSeconds = PaddingS ?? kept.PaddingSeconds,
        };
}
