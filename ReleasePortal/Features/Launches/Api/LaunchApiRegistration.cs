using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Features.Launches.Api;

/// <summary>Launches for programs.</summary>
public static class LaunchApiRegistration
{
    public static IServiceCollection AddLaunchApi(this IServiceCollection services) => services
        .AddSingleton<LaunchApiQuery>()
        .ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.RespectNullableAnnotations = true;
        });
}
