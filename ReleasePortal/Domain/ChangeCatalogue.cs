using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Domain;

/// <summary>
/// The closed set of changes that can be stored, under names that never change. Changes that carry a password or a key's
/// hash are left out on purpose: they are applied at once or not at all.
/// </summary>
public static class ChangeCatalogue
{
    public static IReadOnlyList<Type> Storable { get; } =
    [
        typeof(ReleaseControlToEveryone), typeof(ReleaseToGroups), typeof(ServeSplit), typeof(Withdraw), typeof(Undo),
        typeof(CreateControl), typeof(EditControl), typeof(HandOver), typeof(TakeBack), typeof(Retire), typeof(RestoreControl),
        typeof(DefineGroup), typeof(EditGroup), typeof(RemoveGroup),
        typeof(DefineArea), typeof(DefineEnvironment), typeof(EditEnvironment),
        typeof(DefineConfiguration), typeof(EditConfiguration), typeof(RemoveConfiguration),
        typeof(DefineFreeze), typeof(EditFreeze), typeof(LiftFreeze), typeof(SetBudgets),
    ];

    /// <summary>
    /// How changes are written: the type name as <c>type</c>, camel case, enums as words. What is read must be whole: a missing
    /// or null parameter is a <see cref="JsonException"/>.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = new(HistoryJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddNames, LeaveOutWhatFollows } },
        AllowOutOfOrderMetadataProperties = true, // a JSON column may put its members into another order
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static void AddNames(JsonTypeInfo info)
    {
        if (info.Type != typeof(Change))
            return;

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var type in Storable)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, type.Name));
    }

    // Operation, Environment and IsWithdrawal follow from the type and its parameters.
    private static void LeaveOutWhatFollows(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(Change)))
            return;

        foreach (var computed in info.Properties.Where(property => property.Set is null).ToList())
            info.Properties.Remove(computed);
    }
}
