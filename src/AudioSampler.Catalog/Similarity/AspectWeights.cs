using System.Globalization;

namespace AudioSampler.Catalog.Similarity;

/// <summary>How much each aspect counts, each 0…1; not all of them 0.</summary>
/// <param name="Overall">As a network hears them.</param>
/// <param name="Timbre">Colour.</param>
/// <param name="Rhythm">Events in time.</param>
/// <param name="Pitch">Pitch.</param>
/// <param name="Loudness">Loudness.</param>
public sealed record AspectWeights(float Overall, float Timbre, float Rhythm, float Pitch, float Loudness)
{
    /// <summary>The network's ear alone.</summary>
    public static AspectWeights Usual { get; } = new(1, 0, 0, 0, 0);

    /// <summary>Sum of all.</summary>
    public float Total => Overall + Timbre + Rhythm + Pitch + Loudness;

    /// <summary>Reads weights: <c>timbre</c>, <c>timbre,rhythm</c>, or <c>overall:1,rhythm:0.5</c>.</summary>
    /// <param name="text">Null or empty for the usual ones.</param>
    /// <param name="weights">The weights, when they were understood.</param>
    public static bool TryParse(string? text, out AspectWeights weights)
    {
        weights = Usual;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        weights = new AspectWeights(0, 0, 0, 0, 0);
        foreach (string part in text.Split(','))
        {
            string[] sides = part.Split(':');
            float weight = 1;
            if (
                sides.Length > 2
                || !Enum.TryParse(sides[0].Trim(), ignoreCase: true, out SoundAspect aspect)
                || !Enum.IsDefined(aspect)
                || char.IsDigit(sides[0].Trim()[0])
                || (
                    sides.Length == 2 && !float.TryParse(sides[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight)
                )
                || weight is not (>= 0 and <= 1)
            )
            {
                return false;
            }

            weights = weights.With(aspect, weight);
        }

        return weights.Total > 0;
    }

    private AspectWeights With(SoundAspect aspect, float weight) =>
        aspect switch
        {
            SoundAspect.Overall => this with { Overall = weight },
            SoundAspect.Timbre => this with { Timbre = weight },
            SoundAspect.Rhythm => this with { Rhythm = weight },
            SoundAspect.Pitch => this with { Pitch = weight },
            _ => this with { Loudness = weight },
        };
}
