using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class ModelEndpointTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_models_are_listed_and_one_of_them_is_in_use()
    {
        JsonElement models = await server.Client.GetFromJsonAsync<JsonElement>("/api/models");

        Assert.Equal("embedded", models[0].GetProperty("name").GetString());
        Assert.Contains(models.EnumerateArray(), model => model.GetProperty("name").GetString() == "efficientat-mn04");
        Assert.All(models.EnumerateArray(), model => Assert.NotEmpty(model.GetProperty("licence").GetString()!));
        Assert.Single(models.EnumerateArray(), model => model.GetProperty("in_use").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_model_cannot_be_fetched()
    {
        using HttpResponseMessage response = await server.Client.PostAsync("/api/models/..%2Fsecret/pull", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
