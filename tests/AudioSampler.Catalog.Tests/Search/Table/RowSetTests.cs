using System.Globalization;
using System.Numerics;
using AudioSampler.Catalog.Search.Table;

namespace AudioSampler.Catalog.Tests.Search.Table;

/// <summary>Finding rows by vectors is the same as looking at one after the other, whatever the number of rows.</summary>
public sealed class RowSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Vectors_find_what_single_tests_find(int length)
    {
        var random = new Random(length);
        short[] small = [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
        ushort[] codes = [.. Enumerable.Range(0, length).Select(_ => (ushort)random.Next(8))];
        long[] whole = [.. Enumerable.Range(0, length).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
        double[] real = [.. Enumerable.Range(0, length).Select(i => i % 5 == 0 ? double.NaN : random.NextDouble())];

        Same(small, new RangeTest<short>(-1000, 20_000));
        Same(small, new RangeTest<short>(short.MinValue, short.MaxValue));
        Same(codes, new RangeTest<ushort>(1, ushort.MaxValue));
        Same(codes, new MemberTest<ushort>([3, 5]));
        Same(codes, new MemberTest<ushort>([]));
        Same(whole, new RangeTest<long>(long.MinValue + 1, 0));
        Same(real, new RangeTest<double>(0.25, 0.75));
        Same(real, new RangeTest<double>(double.NegativeInfinity, double.PositiveInfinity));
    }

    [Fact]
    public void A_range_holds_its_bounds_and_none_that_is_turned_round()
    {
        short[] values = [.. Enumerable.Range(0, 100).Select(i => (short)i)];

        Assert.Equal([10, 11, 12], RowSet.WhereVector(values, new RangeTest<short>(10, 12)).ToArray());
        Assert.Empty(RowSet.WhereVector(values, new RangeTest<short>(12, 10)).ToArray());
    }

    private static void Same<T, TTest>(T[] values, TTest test)
        where T : struct, INumber<T>
        where TTest : struct, IVectorTest<T>
    {
        int[] expected = [.. Enumerable.Range(0, values.Length).Where(row => test.Holds(values[row]))];
        RowSet found = RowSet.WhereVector(values, test);

        Assert.Equal(values.Length, found.Length);
        Assert.Equal(expected, found.ToArray());
        Assert.True(
            RowSet.Where(values, test).ToArray().SequenceEqual(expected),
            string.Create(CultureInfo.InvariantCulture, $"{typeof(T).Name}, {values.Length} rows")
        );
    }
}
