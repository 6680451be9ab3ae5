using System.Runtime.CompilerServices;

namespace AudioSampler.Dsp.Spectral;

/// <summary>Checks of the lengths of spans, with messages that say both lengths.</summary>
internal static class Require
{
    /// <summary>Throws unless the span has exactly so many values.</summary>
    public static void Length(ReadOnlySpan<float> span, int wanted, [CallerArgumentExpression(nameof(span))] string? name = null)
    {
        if (span.Length != wanted)
        {
            throw new ArgumentException($"holds {span.Length} values; {wanted} are wanted", name);
        }
    }

    /// <summary>Throws unless the span has room for so many values.</summary>
    public static void Room(ReadOnlySpan<float> span, int wanted, [CallerArgumentExpression(nameof(span))] string? name = null)
    {
        if (span.Length < wanted)
        {
            throw new ArgumentException($"has room for {span.Length} values; {wanted} are coming", name);
        }
    }
}
