using System.Buffers.Binary;
using AudioSampler.Inference.Dense;

namespace AudioSampler.Inference.Tests.Dense;

public class DenseNetworkFileTests
{
    private static readonly byte[] Small = DenseNetworkFile.Write(DenseNetworks.Small());

    [Fact]
    public void What_is_written_is_read_back()
    {
        DenseNetwork written = DenseNetworks.Small();

        DenseNetwork read = DenseNetworkFile.Read(DenseNetworkFile.Write(written), "small");

        Assert.Equal(written.Classes, read.Classes);
        Assert.Equal(written.Temperature, read.Temperature);
        Assert.Equal(written.Mean, read.Mean);
        Assert.Equal(written.Scale, read.Scale);
        Assert.Equal(written.Layers.Length, read.Layers.Length);
        for (int i = 0; i < written.Layers.Length; i++)
        {
            Assert.Equal(written.Layers[i].Weights, read.Layers[i].Weights);
            Assert.Equal(written.Layers[i].Biases, read.Layers[i].Biases);
            Assert.Equal(written.Layers[i].Activation, read.Layers[i].Activation);
        }
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused_by_name()
    {
        for (int length = 0; length < Small.Length; length++)
        {
            ModelException error = Assert.Throws<ModelException>(() => DenseNetworkFile.Read(Small.AsSpan(0, length), "kinds"));
            Assert.Equal("kinds", error.Model);
            Assert.StartsWith("model kinds: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_refused()
    {
        ModelException error = Assert.Throws<ModelException>(() => DenseNetworkFile.Read([.. Small, 0], "kinds"));
        Assert.Contains("1 bytes follow", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0x41, "AISN")] // other magic
    [InlineData(4, 2, "version 2")]
    [InlineData(6, 0, "number of layers is 0")]
    [InlineData(6, 17, "number of layers is 17")]
    [InlineData(8, 0, "number of classes is 0")]
    [InlineData(10, 0, "number of inputs is 0")]
    [InlineData(16, 0, "length of a class name is 0")]
    public void A_wrong_number_in_the_header_is_named(int offset, byte value, string expected)
    {
        byte[] bytes = [.. Small];
        bytes[offset] = offset == 0 ? (byte)0x42 : value;

        ModelException error = Assert.Throws<ModelException>(() => DenseNetworkFile.Read(bytes, "kinds"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_is_refused(float value)
    {
        byte[] bytes = [.. Small];
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), value);

        ModelException error = Assert.Throws<ModelException>(() => DenseNetworkFile.Read(bytes, "kinds"));

        Assert.Contains("not a finite number", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void A_temperature_that_is_not_above_0_is_refused(float temperature)
    {
        byte[] bytes = [.. Small];
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(12), temperature);

        Assert.Throws<ModelException>(() => DenseNetworkFile.Read(bytes, "kinds"));
    }

    [Fact]
    public void A_class_name_that_is_not_UTF8_is_refused()
    {
        byte[] bytes = [.. Small];
        bytes[18] = 0xFF;

        ModelException error = Assert.Throws<ModelException>(() => DenseNetworkFile.Read(bytes, "kinds"));

        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_more_than_the_largest_size_is_refused_before_it_is_read()
    {
        Assert.Throws<ModelException>(() => DenseNetworkFile.Read(new byte[DenseNetworkFile.MaximumBytes + 1], "kinds"));
    }

    [Fact]
    public void Damaged_bytes_give_a_network_or_a_model_error_and_nothing_else()
    {
        var random = new Random(20);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. Small];
            int changes = 1 + random.Next(4);
            for (int i = 0; i < changes; i++)
            {
                // Half of the damage goes to the header, where it can do most.
                int limit = random.Next(2) == 0 ? 32 : bytes.Length;
                bytes[random.Next(limit)] = (byte)random.Next(256);
            }

            try
            {
                DenseNetwork network = DenseNetworkFile.Read(bytes, "fuzz");
                float[] probabilities = new float[network.Classes.Length];
                network.Evaluate(new float[network.InputSize], probabilities);
            }
            catch (ModelException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 20_000);
    }

    [Fact]
    public void Random_bytes_after_the_magic_give_a_model_error_and_nothing_else()
    {
        var random = new Random(21);
        byte[] bytes = new byte[400];
        for (int round = 0; round < 5_000; round++)
        {
            random.NextBytes(bytes);
            "AISN\u0001\0"u8.CopyTo(bytes);
            bytes[7] = bytes[9] = bytes[11] = 0;
            Assert.Throws<ModelException>(() => DenseNetworkFile.Read(bytes, "fuzz"));
        }
    }
}
