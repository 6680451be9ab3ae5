using AudioSampler.Analysis.Analyzers.Sample;
using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class MeterTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData("2/4", 2)]
    [InlineData("6/8", 2)]
    [InlineData("3/4", 3)]
    [InlineData("9/8", 3)]
    [InlineData("4/4", 4)]
    [InlineData("12/8", 4)]
    [InlineData("5/4", 5)]
    [InlineData("7/8", null)]
    [InlineData(null, null)]
    public void A_bar_has_as_many_beats_as_are_tapped(string? timeSignature, int? beats) =>
        Assert.Equal(beats, Meter.BeatsPerBar(timeSignature));

    [Fact]
    public void Every_meter_that_the_network_tells_apart_has_a_number_of_beats() =>
        Assert.All(BeatNetwork.Meters.Where(meter => meter != "other"), meter => Assert.NotNull(Meter.BeatsPerBar(meter)));

    [Theory]
    [InlineData("3/4", 3)]
    [InlineData("4/4", 4)]
    public async Task Bars_are_as_long_as_the_meter_says(string timeSignature, int beatsPerBar)
    {
        var region = new ArrayRegionContext(TestSignals.ClickTrack(126, 40, Rate, beatsPerBar), Rate).With(new OnsetSeriesProvider());
        TempoResult result = Assert
            .IsType<Outcome<TempoResult>.Ok>(await new TempoAnalyzer().AnalyzeAsync(region, TestContext.Current.CancellationToken))
            .Value;

        Assert.Equal(timeSignature, result.TimeSignature);
        double bar = beatsPerBar * 60 / result.Bpm!.Value;
        Assert.All(
            result.DownbeatsS.Zip(result.DownbeatsS.Skip(1)),
            pair => Assert.InRange(pair.Second - pair.First, 0.95 * bar, 1.05 * bar)
        );
    }

    [Theory]
    [InlineData("9/8", 12, 4)]
    [InlineData("12/8", 16, 4)]
    [InlineData("5/4", 20, 4)]
    public void A_loop_has_whole_bars_of_its_meter(string timeSignature, int beats, int bars)
    {
        var tempo = new TempoResult
        {
            Bpm = 120,
            Stable = true,
            TimeSignature = timeSignature,
        };

        Assert.Equal(new LoopLength(beats, bars, 0), LoopLength.Of(tempo, beats / 2.0));
        Assert.Null(LoopLength.Of(tempo, (beats + 1) / 2.0));
    }
}
