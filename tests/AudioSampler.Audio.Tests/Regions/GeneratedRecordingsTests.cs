using AudioSampler.Audio.Regions;

namespace AudioSampler.Audio.Tests.Regions;

/// <summary>Noisy recordings: floors of −30 to −45 dBFS, events at least 10 dB above. A region is right when it overlaps an event by at least half of their union.</summary>
public sealed class GeneratedRecordingsTests
{
    [Theory]
    [InlineData("White")]
    [InlineData("Pink")]
    [InlineData("Hum")]
    [InlineData("Wind")]
    [InlineData("Rising")]
    public void Events_above_the_noise_are_found_and_nothing_else(string background)
    {
        int right = 0;
        int found = 0;
        int events = 0;
        int seed = 1;
        foreach (double floor in new[] { -30.0, -35, -40, -45 })
        {
            GeneratedRecording recording = GeneratedRecording.Make(
                Enum.Parse<GeneratedRecording.Background>(background),
                background == "Rising" ? Math.Min(floor, -40) : floor,
                120,
                seed++
            );
            IReadOnlyList<AudioRegion> regions = SilenceDetector.Find(
                Recording.Levels(GeneratedRecording.Rate, recording.Samples),
                new SilenceOptions()
            );
            right += recording.Events.Count(e => regions.Any(r => Overlap(e, (r.StartSeconds, r.EndSeconds)) >= 0.5));
            found += regions.Count;
            events += recording.Events.Count;
        }

        Assert.True(right >= 0.95 * events, $"{background}: {right} of {events} events, {found} regions");
        Assert.True(right >= 0.95 * found, $"{background}: {right} of {found} regions are right");
    }

    private static double Overlap((double Start, double End) a, (double Start, double End) b)
    {
        double shared = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
        return shared <= 0 ? 0 : shared / (Math.Max(a.End, b.End) - Math.Min(a.Start, b.Start));
    }
}
