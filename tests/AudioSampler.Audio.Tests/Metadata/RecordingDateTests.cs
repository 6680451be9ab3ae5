using System.Collections.Immutable;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Metadata;

public sealed class RecordingDateTests
{
    [Theory]
    [InlineData("2021", "2021")]
    [InlineData("2021-05", "2021-05")]
    [InlineData("2021-05-06", "2021-05-06")]
    [InlineData("20210506", "2021-05-06")]
    [InlineData("2021-05-06T07:08:09", "2021-05-06T07:08:09")]
    [InlineData("2021-05-06 07:08", "2021-05-06T07:08:00")]
    [InlineData("2021-05-06T07:08:09.123000Z", "2021-05-06T07:08:09Z")]
    [InlineData("2021-05-06T07:08:09+0200", "2021-05-06")]
    [InlineData(" 1970 ", "1970")]
    [InlineData("1970-01-01T00:00:00.000000Z", null)]
    [InlineData("1904-01-01", null)]
    [InlineData("1776", null)]
    [InlineData("9999-01-01", null)]
    [InlineData("2021-13-40", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_date_is_taken_if_it_can_be_true(string text, string? date) => Assert.Equal(date, RecordingDate.Parse(text));

    [Fact]
    public void The_time_of_recording_goes_before_the_date_of_release()
    {
        var tags = ImmutableSortedDictionary.Create<string, string>().Add("date", "1999").Add("creation_time", "1998-02-03T04:05:06Z");

        Assert.Equal("1998-02-03T04:05:06Z", RecordingDate.Of(tags));
        Assert.Equal("1999", RecordingDate.Of(tags.SetItem("creation_time", "1904-01-01T00:00:00Z")));
        Assert.Null(RecordingDate.Of(tags.Clear()));
    }
}
