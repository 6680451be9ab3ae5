using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Speech;

/// <summary>
/// Makes stretches of the probabilities of frames, with hysteresis: a voice begins above one probability and ends under a lower one; gaps of a breath are closed, and
/// what is shorter than a syllable is left out. The values are those that Silero recommends.
/// </summary>
internal static class VoiceStretches
{
    private const float Begins = 0.5f;
    private const float Ends = 0.35f;
    private const double ShortestSeconds = 0.25;
    private const double ClosedGapSeconds = 0.1;

    /// <summary>Finds the stretches.</summary>
    /// <param name="probabilities">One for each frame.</param>
    /// <param name="frameSeconds">From frame to frame.</param>
    /// <param name="start">Start of the first frame, in seconds of the file.</param>
    /// <param name="end">Where the region ends, in seconds of the file.</param>
    public static ImmutableArray<VoiceStretch> Find(ReadOnlySpan<float> probabilities, double frameSeconds, double start, double end)
    {
        List<(int First, int End)> runs = [];
        bool speaking = false;
        for (int i = 0; i < probabilities.Length; i++)
        {
            bool voice = probabilities[i] >= (speaking ? Ends : Begins);
            if (voice && !speaking && runs.Count > 0 && (i - runs[^1].End) * frameSeconds <= ClosedGapSeconds)
            {
                runs[^1] = (runs[^1].First, i + 1);
            }
            else if (voice && !speaking)
            {
                runs.Add((i, i + 1));
            }
            else if (voice)
            {
                runs[^1] = (runs[^1].First, i + 1);
            }

            speaking = voice;
        }

        var stretches = ImmutableArray.CreateBuilder<VoiceStretch>();
        foreach ((int first, int last) in runs)
        {
            if ((last - first) * frameSeconds >= ShortestSeconds)
            {
                float sum = System.Numerics.Tensors.TensorPrimitives.Sum(probabilities[first..last]);
                stretches.Add(
                    new VoiceStretch(
                        start + (first * frameSeconds),
                        Math.Min(end, start + (last * frameSeconds)),
                        Math.Round(sum / (last - first), 3)
                    )
                );
            }
        }

        return stretches.ToImmutable();
    }
}
