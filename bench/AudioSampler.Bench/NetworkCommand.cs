using System.Diagnostics;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Bench;

/// <summary>CPU time of the log-mel front end and of a tagging network, over noise: <c>network [MODEL]</c>.</summary>
internal static class NetworkCommand
{
    private const int Rounds = 41;
    private const int Seconds = 10;
    private const int Windows = 16;

    public static int Run(string[] args)
    {
        string name = args.Length > 0 ? args[0] : Tagger.EmbeddedName;
        ModelFile model = ModelStore.Of(Path.Combine(Path.GetTempPath(), "ais-bench")).Resolve(name);
        using Tagger tagger = TaggerLoader.Open(model);
        var random = new Random(1);
        float[] sound = new float[Seconds * NetworkMel.SampleRate];
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] = 0.2f * ((2 * random.NextSingle()) - 1);
        }

        var mel = new NetworkMel();
        float[] frames = new float[NetworkMel.FrameCount(sound.Length) * NetworkMel.BandCount];
        int[] starts = [.. Enumerable.Range(0, Windows).Select(i => i * Tagger.HopFrames)];
        float[] logits = new float[Windows * tagger.Network.LabelCount];
        float[] embeddings = new float[Windows * tagger.Network.EmbeddingSize];
        Report($"log-mel of {Seconds} s", 1, () => Mel(mel, sound, frames));
        Report(
            $"{tagger.Name}, a window of 1 s",
            Windows,
            () => tagger.Network.Hear(frames, starts, Tagger.WindowFrames, logits, embeddings, CancellationToken.None)
        );
        return 0;
    }

    private static void Mel(NetworkMel mel, float[] sound, float[] frames)
    {
        mel.Reset();
        mel.Push(sound);
        mel.Complete();
        for (int at = 0; at < frames.Length && mel.TryRead(frames.AsSpan(at)); at += NetworkMel.BandCount) { }
    }

    private static void Report(string what, int count, Action run)
    {
        double[] milliseconds = new double[Rounds];
        for (int round = -Rounds; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (round >= 0)
            {
                milliseconds[round] = elapsed / count;
            }
        }

        Array.Sort(milliseconds);
        Console.WriteLine($"{what}: median {milliseconds[Rounds / 2]:F2} ms, best {milliseconds[0]:F2} ms, one thread");
    }
}
