using AudioSampler.Server.Events;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Tests.Events;

public sealed class FetchProgressTests
{
    [Fact]
    public void It_is_told_at_the_start_four_times_a_second_and_at_the_end()
    {
        var time = new HandSetTime();
        List<ModelFetch> told = [];
        var progress = new FetchProgress("efficientat-mn04", told.Add, time);

        for (int i = 1; i <= 100; i++)
        {
            progress.Report((i, 100));
            time.Pass(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal([1, 26, 51, 76, 100], told.Select(fetch => fetch.Bytes));
        Assert.All(told, fetch => Assert.Equal(("efficientat-mn04", 100L), (fetch.Name, fetch.Of)));
    }

    [Fact]
    public void It_is_told_as_well_where_the_length_is_not_known()
    {
        var time = new HandSetTime();
        List<ModelFetch> told = [];
        var progress = new FetchProgress("passt-s", told.Add, time);

        progress.Report((10, null));
        progress.Report((20, null));
        time.Pass(TimeSpan.FromSeconds(1));
        progress.Report((30, null));

        Assert.Equal([(10L, (long?)null), (30L, null)], told.Select(fetch => (fetch.Bytes, fetch.Of)));
    }

    private sealed class HandSetTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
