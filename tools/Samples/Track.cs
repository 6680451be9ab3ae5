namespace AudioSampler.Samples;

/// <summary>A recording in the making: one or two channels that sounds are added to.</summary>
internal sealed class Track
{
    public const int SampleRate = 44_100;

    private readonly float[][] channels;

    public Track(double seconds, int channelCount)
    {
        channels = [.. Enumerable.Range(0, channelCount).Select(_ => new float[ToSamples(seconds)])];
    }

    public int Channels => channels.Length;

    public double Seconds => (double)channels[0].Length / SampleRate;

    public double Peak => channels.Max(channel => channel.Max(Math.Abs));

    public static int ToSamples(double seconds) => (int)Math.Round(seconds * SampleRate);

    /// <summary>Adds a sound; what reaches past the end is cut.</summary>
    /// <param name="sound">Mono, full scale ±1.</param>
    /// <param name="startSeconds">Where it starts.</param>
    /// <param name="gain">Factor.</param>
    /// <param name="pan">-1 left … 1 right, of constant power; without effect on one channel.</param>
    public void Add(ReadOnlySpan<float> sound, double startSeconds, double gain, double pan = 0)
    {
        int start = ToSamples(startSeconds);
        int length = Math.Min(sound.Length, channels[0].Length - start);
        for (int c = 0; c < channels.Length; c++)
        {
            double angle = (pan + 1) * Math.PI / 4;
            double side = Channels == 1 ? 1 : Math.Sqrt(2) * (c == 0 ? Math.Cos(angle) : Math.Sin(angle));
            for (int i = 0; i < length; i++)
            {
                channels[c][start + i] += (float)(gain * side * sound[i]);
            }
        }
    }

    /// <summary>Adds another track, channel by channel.</summary>
    public void Add(Track other, double startSeconds, double gain = 1)
    {
        for (int c = 0; c < channels.Length; c++)
        {
            ReadOnlySpan<float> source = other.channels[Math.Min(c, other.Channels - 1)];
            int start = ToSamples(startSeconds);
            for (int i = 0; i < Math.Min(source.Length, channels[c].Length - start); i++)
            {
                channels[c][start + i] += (float)(gain * source[i]);
            }
        }
    }

    /// <summary>Scales to a peak, in dBFS.</summary>
    public Track Normalise(double peakDbfs)
    {
        double gain = Math.Pow(10, peakDbfs / 20) / Peak;
        foreach (float[] channel in channels)
        {
            for (int i = 0; i < channel.Length; i++)
            {
                channel[i] = (float)(channel[i] * gain);
            }
        }

        return this;
    }

    /// <summary>16-bit PCM, channels interleaved.</summary>
    public short[] Interleave()
    {
        short[] samples = new short[channels[0].Length * Channels];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)Math.Round(Math.Clamp(channels[i % Channels][i / Channels], -1f, 1f) * short.MaxValue);
        }

        return samples;
    }
}
