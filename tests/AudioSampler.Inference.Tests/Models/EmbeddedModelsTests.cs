using System.Security.Cryptography;
using System.Text;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.Tests.Dense;

namespace AudioSampler.Inference.Tests.Models;

public class EmbeddedModelsTests
{
    private static readonly byte[] Small = DenseNetworkFile.Write(DenseNetworks.Small());

    [Fact]
    public void A_model_whose_hash_matches_is_loaded()
    {
        string sums = $"{Convert.ToHexStringLower(SHA256.HashData(Small))}  small.aisn\n";

        DenseNetwork network = EmbeddedModels.LoadDense("small.aisn", Resources(sums));

        Assert.Equal(3, network.InputSize);
    }

    [Fact]
    public void A_model_whose_hash_differs_is_refused()
    {
        string sums = $"{new string('0', 64)}  small.aisn\n";

        ModelException error = Assert.Throws<ModelException>(() => EmbeddedModels.LoadDense("small.aisn", Resources(sums)));

        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_hash_is_refused()
    {
        ModelException error = Assert.Throws<ModelException>(() => EmbeddedModels.LoadDense("small.aisn", Resources("garbage\n")));

        Assert.Contains("doesn't name it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_embedded_is_named()
    {
        ModelException error = Assert.Throws<ModelException>(() => EmbeddedModels.LoadDense("nothing.aisn"));

        Assert.Contains("nothing.aisn", error.Message, StringComparison.Ordinal);
    }

    private static Func<string, Stream?> Resources(string sums) =>
        name =>
            name switch
            {
                "SHA256SUMS" => new MemoryStream(Encoding.UTF8.GetBytes(sums)),
                "small.aisn" => new MemoryStream(Small),
                _ => null,
            };
}
