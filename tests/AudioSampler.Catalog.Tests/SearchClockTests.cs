namespace AudioSampler.Catalog.Tests;

public sealed class SearchClockTests
{
    [Fact]
    public void Before_the_first_search_there_is_no_time() => Assert.Equal(new SearchTimes(0, null, null), new SearchClock().Read());

    [Fact]
    public void The_times_are_those_of_the_last_thousand_and_the_count_that_of_all()
    {
        var clock = new SearchClock();
        for (int i = 0; i < 500; i++)
        {
            clock.Add(TimeSpan.FromSeconds(9));
        }

        for (int i = 1000; i >= 1; i--)
        {
            clock.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal(new SearchTimes(1500, 500, 950), clock.Read());
    }
}
