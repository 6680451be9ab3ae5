using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class LabelFinderTests
{
    [Fact]
    public void Labels_are_found_in_any_result_but_not_in_rankings()
    {
        RegionDocument region = Documents.Region(
            0,
            0,
            1,
            (
                "content",
                Documents.Record("""{"segments": [{"label": "Rain"}, {"label": "Dog", "inner": {"label": "Bark"}}], "label": 3}""")
            ),
            ("classification", Documents.Record("""{"tags": [{"label": "Rain"}], "ranking": [{"label": "Tuba"}], "beats_s": [1, 2]}""")),
            ("failed", new AnalyzerRecord { Status = OutcomeStatus.Failed, Version = "1" })
        );

        Assert.Equal(["Bark", "Dog", "Rain"], LabelFinder.In(region));
    }
}
