using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;

namespace ReleasePortal.Data.Configurations;

internal sealed class BusinessConfigurationConfiguration : IEntityTypeConfiguration<BusinessConfiguration>
{
    public void Configure(EntityTypeBuilder<BusinessConfiguration> builder)
    {
        builder.Property(configuration => configuration.Id).ValueGeneratedNever();
        builder.Property(configuration => configuration.Key).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(configuration => configuration.Key).IsUnique();
        builder.Property(configuration => configuration.Name).HasMaxLength(ConfigurationRules.NameLength);
        builder.Property(configuration => configuration.Description).HasMaxLength(ConfigurationRules.DescriptionLength);
        builder.Property(configuration => configuration.Version).IsConcurrencyToken();
        builder.HasMany(configuration => configuration.Versions).WithOne().HasForeignKey(version => version.ConfigurationId);
        builder.Navigation(configuration => configuration.Versions).UsePropertyAccessMode(PropertyAccessMode.Field).HasField("_versions");
    }
}

internal sealed class ConfigurationVersionConfiguration : IEntityTypeConfiguration<ConfigurationVersion>
{
    public void Configure(EntityTypeBuilder<ConfigurationVersion> builder)
    {
        builder.HasKey(version => new { version.ConfigurationId, version.Number });
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.Property(version => version.States).HasJson();
    }
}
