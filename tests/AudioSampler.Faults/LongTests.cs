namespace AudioSampler.Faults;

/// <summary>Whether the long forms are wanted: <c>./test --long</c>.</summary>
internal static class LongTests
{
    public static bool Wanted { get; } = Environment.GetEnvironmentVariable("AIS_LONG_TESTS") == "1";
}
