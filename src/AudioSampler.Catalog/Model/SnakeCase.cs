using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AudioSampler.Catalog.Model;

/// <summary>Names columns as the JSON of results names fields, so that SQL reads like the documents.</summary>
internal static class SnakeCase
{
    /// <summary>Sets the column name of every property of the model.</summary>
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (IMutableEntityType entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (IMutableProperty property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }
}
