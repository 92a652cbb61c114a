using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.Single;

public static partial class Snippets
{
    /// <summary>For .NET teams that ask Microsoft.FeatureManagement already: their code stays, the answers come from here.</summary>
    private static Snippet FeatureManagement(ReleaseControl control, string address)
    {
        var off = control.VariantOf(control.OffVariant)!.Value;
        return new Snippet(".NET, IFeatureManager", "dotnet add package ReleasePortal.FeatureManagement", $$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.FeatureManagement;
            using ReleasePortal.FeatureManagement;

            // where the application is composed
            builder.Services.AddFeatureManagement().AddReleasePortal(options =>
            {
                options.Address = new Uri("{{address}}");
                options.Key = Environment.GetEnvironmentVariable("{{KeyName}}");
            });

            // where the feature is; "features" is an {{(control.Kind is ControlKind.Toggle ? "IFeatureManager" : "IVariantFeatureManager")}} from the container
            var user = new PortalUser("user-id");
            {{Asking(control.Key, control.Kind, TypeOf(control), off)}}
            """);
    }

    private static string Asking(string key, ControlKind kind, Asked type, string off)
    {
        if (kind is ControlKind.Toggle)
            return $"""var value = await features.IsEnabledAsync("{key}", user);""";

        var variant = $"""var variant = await features.GetVariantAsync("{key}", user);""" + '\n';
        return variant + type switch
        {
            Asked.Object => "var value = variant?.Configuration; // a section, to read or to bind",
            Asked.Text => $"var value = variant?.Configuration?.Get<string>() ?? {Default(DotNet, type, off)};",
            Asked.Whole => $"var value = variant?.Configuration?.Get<int?>() ?? {off};",
            Asked.Number => $"var value = variant?.Configuration?.Get<double?>() ?? {off};",
            _ => $"var value = variant?.Configuration?.Get<bool?>() ?? {off};",
        };
    }
}
