using AudioSampler.Catalog.Similarity;

namespace AudioSampler.Catalog.Tests.Similarity;

public sealed class ByteVectorsTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(384)]
    public void Products_and_distances_are_those_of_plain_arithmetic(int length)
    {
        var random = new Random(7);
        for (int round = 0; round < 50; round++)
        {
            sbyte[] a = [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
            sbyte[] b = [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];

            Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), ByteVectors.Dot(a, b));
            Assert.Equal(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum(), ByteVectors.SquaredDistance(a, b));
        }
    }

    [Fact]
    public void Extremes_do_not_overflow()
    {
        sbyte[] high = [.. Enumerable.Repeat((sbyte)127, 384)];
        sbyte[] low = [.. Enumerable.Repeat((sbyte)-127, 384)];

        Assert.Equal(384 * 127 * 127, ByteVectors.Dot(high, high));
        Assert.Equal(-384 * 127 * 127, ByteVectors.Dot(high, low));
        Assert.Equal(384 * 254 * 254, ByteVectors.SquaredDistance(high, low));
    }

    [Theory]
    [InlineData(null, true, 1, 0)]
    [InlineData("timbre", true, 0, 1)]
    [InlineData("overall:0.5, TIMBRE:1", true, 0.5f, 1)]
    [InlineData("overall:0", false, 0, 0)]
    [InlineData("colour", false, 0, 0)]
    [InlineData("1", false, 0, 0)]
    [InlineData("timbre:2", false, 0, 0)]
    [InlineData("timbre:-1", false, 0, 0)]
    [InlineData("timbre:1:1", false, 0, 0)]
    [InlineData("timbre,", false, 0, 0)]
    public void Weights_are_read(string? text, bool understood, float overall, float timbre)
    {
        Assert.Equal(understood, AspectWeights.TryParse(text, out AspectWeights weights));
        if (understood)
        {
            Assert.Equal((overall, timbre), (weights.Overall, weights.Timbre));
        }
    }
}
