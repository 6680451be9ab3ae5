using System.Buffers.Binary;
using System.Text;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.Temporal;

namespace AudioSampler.Inference.Tests.Temporal;

public sealed class TemporalNetworkTests
{
    private const int Inputs = 3;
    private const int Width = 4;
    private const int Taps = 3;
    private const int Blocks = 3;
    private static readonly byte[] s_small = Small();

    [Fact]
    public void Hidden_values_are_those_of_a_plain_computation()
    {
        TemporalNetwork network = TemporalNetworkFile.Read(s_small, "small");
        const int Frames = 2500; // more than a tile
        float[] input = Random(Inputs * Frames, 5);

        float[] hidden = Hear(network, input, Frames);

        float[] expected = Plain(input, Frames);
        Assert.All(hidden.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        Assert.Contains(hidden, value => value > 0.1f);
    }

    [Fact]
    public void What_is_further_away_than_the_reach_has_no_say()
    {
        TemporalNetwork network = TemporalNetworkFile.Read(s_small, "small");
        Assert.Equal(1 + 1 + 2 + 4, network.Reach);
        const int Frames = 100;
        float[] input = Random(Inputs * Frames, 6);
        float[] before = Hear(network, input, Frames);

        input[50] += 10;
        float[] after = Hear(network, input, Frames);

        for (int t = 0; t < Frames; t++)
        {
            bool same = Enumerable.Range(0, Width).All(c => before[(c * Frames) + t] == after[(c * Frames) + t]);
            Assert.True(same || Math.Abs(t - 50) <= network.Reach, $"frame {t} has changed");
        }

        Assert.NotEqual(before, after);
    }

    [Fact]
    public void A_head_of_the_mean_is_the_mean_of_the_head()
    {
        TemporalNetwork network = TemporalNetworkFile.Read(s_small, "small");
        TemporalHead head = network.Head("meter", 2);
        float[] a = Random(Width, 1);
        float[] b = Random(Width, 2);
        float[] ofA = new float[2];
        float[] ofB = new float[2];
        float[] ofMean = new float[2];

        head.Evaluate(a, ofA);
        head.Evaluate(b, ofB);
        head.Evaluate([.. a.Zip(b, (x, y) => (x + y) / 2)], ofMean);

        Assert.Equal((ofA[0] + ofB[0]) / 2, ofMean[0], 1e-5f);
        Assert.Equal((ofA[1] + ofB[1]) / 2, ofMean[1], 1e-5f);
        Assert.Throws<ModelException>(() => network.Head("meter", 3));
        Assert.Throws<ModelException>(() => network.Head("tempo", 2));
    }

    [Fact]
    public void An_empty_stretch_gives_nothing()
    {
        Assert.Empty(Hear(TemporalNetworkFile.Read(s_small, "small"), [], 0));
    }

    [Fact]
    public void A_file_that_is_cut_or_continued_anywhere_is_refused_by_name()
    {
        foreach (int length in Enumerable.Range(0, s_small.Length).Where(l => l < 60 || l % 37 == 0))
        {
            ModelException error = Assert.Throws<ModelException>(() => TemporalNetworkFile.Read(s_small.AsSpan(0, length), "beats"));
            Assert.Equal("beats", error.Model);
        }

        Assert.Contains(
            "follow the end",
            Assert.Throws<ModelException>(() => TemporalNetworkFile.Read([.. s_small, 0], "beats")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, 0x42, "AIST")]
    [InlineData(4, 2, "version")]
    [InlineData(6, 0, "number of inputs")]
    [InlineData(8, 0, "width")]
    [InlineData(10, 2, "odd")]
    [InlineData(12, 13, "number of blocks")]
    [InlineData(14, 0, "number of heads")]
    public void A_wrong_number_in_the_header_is_named(int offset, byte value, string expected)
    {
        byte[] bytes = [.. s_small];
        bytes[offset] = value;

        Assert.Contains(
            expected,
            Assert.Throws<ModelException>(() => TemporalNetworkFile.Read(bytes, "beats")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused()
    {
        byte[] bytes = [.. s_small];
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 8), float.NaN);

        Assert.Contains(
            "finite",
            Assert.Throws<ModelException>(() => TemporalNetworkFile.Read(bytes, "beats")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_network_that_is_shipped_can_be_read()
    {
        TemporalNetwork network = EmbeddedModels.LoadTemporal("tempo-beats.aist");

        Assert.Equal((25, 48, 1024), (network.Inputs, network.Width, network.Reach));
        Assert.Equal(["frame", "tempo", "meter"], network.Heads.Select(head => head.Name));
    }

    private static float[] Hear(TemporalNetwork network, float[] input, int frames)
    {
        float[] hidden = new float[Width * frames];
        network.Evaluate(input, frames, hidden);
        return hidden;
    }

    private static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    /// <summary>The weights in the order of the file.</summary>
    private static float[] Weights(int index, int count) => [.. Random(count, 100 + index).Select(w => w * 0.6f)];

    private static byte[] Small()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("AIST"u8);
        foreach (int number in (int[])[1, Inputs, Width, Taps, Blocks, 2])
        {
            writer.Write((ushort)number);
        }

        foreach ((string name, int outputs) in ((string, int)[])[("frame", 1), ("meter", 2)])
        {
            writer.Write((ushort)name.Length);
            writer.Write(Encoding.UTF8.GetBytes(name));
            writer.Write((ushort)outputs);
        }

        int index = 0;
        Put(Width * Inputs * Taps, Width);
        for (int b = 0; b < Blocks; b++)
        {
            Put(Width * Width * Taps, Width);
            Put(Width * Width, Width);
        }

        Put(Width, 1);
        Put(2 * Width, 2);
        writer.Flush();
        return stream.ToArray();

        void Put(params int[] counts)
        {
            foreach (int count in counts)
            {
                foreach (float weight in Weights(index++, count))
                {
                    writer.Write(weight);
                }
            }
        }
    }

    private static float[] Plain(float[] input, int frames)
    {
        int index = 0;
        float[] x = Rectified(Layer(input, Inputs, Taps, 1, frames, ref index));
        for (int b = 0; b < Blocks; b++)
        {
            float[] wide = Rectified(Layer(x, Width, Taps, 1 << b, frames, ref index));
            float[] mix = Layer(wide, Width, 1, 1, frames, ref index);
            x = [.. x.Zip(mix, (a, c) => a + c)];
        }

        return Rectified(x);
    }

    private static float[] Rectified(float[] values) => [.. values.Select(v => Math.Max(0, v))];

    private static float[] Layer(float[] source, int inputs, int taps, int dilation, int frames, ref int index)
    {
        float[] weights = Weights(index++, Width * inputs * taps);
        float[] biases = Weights(index++, Width);
        float[] result = new float[Width * frames];
        for (int o = 0; o < Width; o++)
        {
            for (int t = 0; t < frames; t++)
            {
                double sum = biases[o];
                for (int i = 0; i < inputs; i++)
                {
                    for (int k = 0; k < taps; k++)
                    {
                        int at = t + ((k - (taps / 2)) * dilation);
                        sum += at >= 0 && at < frames ? weights[(((o * inputs) + i) * taps) + k] * source[(i * frames) + at] : 0;
                    }
                }

                result[(o * frames) + t] = (float)sum;
            }
        }

        return result;
    }
}
